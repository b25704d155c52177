package dev.slipway.sandbox.proxy;

import static dev.slipway.sandbox.proxy.Pictures.LISTENER;
import static dev.slipway.sandbox.proxy.Pictures.forward;
import static dev.slipway.sandbox.proxy.Pictures.healthy;
import static dev.slipway.sandbox.proxy.Pictures.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.FixedResponse;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.Redirect;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HostHeader;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HttpHeader;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.HttpRequestMethod;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition.PathPattern;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.proxy.Routes.Decision;
import dev.slipway.sandbox.proxy.Routes.Send;
import dev.slipway.sandbox.proxy.Routes.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final FixedResponse FIRST = new FixedResponse(200, "text/plain", "first");
    private static final FixedResponse LAST = new FixedResponse(404, "text/plain", "last");

    @Test
    void takesTheFirstRuleWhoseConditionsAreAllFulfilled() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(FIRST, new PathPattern(List.of("/api/*")), new HostHeader(List.of("*.Example.com")))
                .rule(LAST));

        assertThat(routes.decide(LISTENER, asked("GET", "shop.example.COM:8080", "/api/1")))
                .isEqualTo(new Routes.Answer(200, "text/plain", "first"));
        assertThat(routes.decide(LISTENER, asked("GET", "shop.example.com", "/web")))
                .isEqualTo(new Routes.Answer(404, "text/plain", "last"));
        assertThat(routes.decide(LISTENER, asked("GET", "example.com", "/api/1")))
                .isEqualTo(new Routes.Answer(404, "text/plain", "last"));
    }

    @Test
    void looksAtHeadersAndMethodsToo() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(
                        FIRST,
                        new HttpHeader("X-Colour", List.of("gr*n", "blue")),
                        new HttpRequestMethod(List.of("GET", "HEAD")))
                .rule(LAST));
        var green = new Asked("GET", "", "/", "", 80, name -> name.equals("X-Colour") ? List.of("GREEN") : List.of());

        assertThat(routes.decide(LISTENER, green)).isEqualTo(new Routes.Answer(200, "text/plain", "first"));
        assertThat(routes.decide(LISTENER, asked("GET", "", "/")))
                .isEqualTo(new Routes.Answer(404, "text/plain", "last"));
    }

    /** "If the same header appears multiple times in the request, [they] are searched in order until a match is found" (docs/aws.md, Load balancer [alb-rules]). */
    @ParameterizedTest
    @ValueSource(strings = {"green", "blue", "red,green", "blue,red", "red,BLUE,yellow"})
    void isContentWithAnyPatternForAnyValueOfARepeatedHeader(String values) {
        var routes = routes(Pictures.listeningAt(80)
                .rule(FIRST, new HttpHeader("X-Colour", List.of("green", "blue")))
                .rule(LAST));

        assertThat(routes.decide(LISTENER, coloured(values.split(","))))
                .isEqualTo(new Routes.Answer(200, "text/plain", "first"));
    }

    /** No pattern is held against several values at once, as if they were one. */
    @ParameterizedTest
    @ValueSource(strings = {"red", "red,yellow", "gre,en"})
    void findsNoMatchInOtherValuesOfARepeatedHeader(String values) {
        var routes = routes(Pictures.listeningAt(80)
                .rule(FIRST, new HttpHeader("X-Colour", List.of("green", "blue")))
                .rule(LAST));

        assertThat(routes.decide(LISTENER, coloured(values.split(","))))
                .isEqualTo(new Routes.Answer(404, "text/plain", "last"));
    }

    /** "To require that all of the strings are a match, create one condition for each" (docs/aws.md, Load balancer [alb-rules]). */
    @Test
    void wantsEachOfSeveralConditionsOnOneHeader() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(FIRST, new HttpHeader("X-Colour", List.of("green")), new HttpHeader("X-Colour", List.of("blue")))
                .rule(LAST));

        assertThat(routes.decide(LISTENER, coloured("blue", "green")))
                .isEqualTo(new Routes.Answer(200, "text/plain", "first"));
        assertThat(routes.decide(LISTENER, coloured("blue", "blue")))
                .isEqualTo(new Routes.Answer(404, "text/plain", "last"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, a.example.com, /a/1, first",
        "GET, b.example.com, /b, first",
        "HEAD, b.example.com, /a/2, first",
        "GET, c.example.com, /a/1, last",
        "GET, a.example.com, /c, last",
        "GET, a.example.com, /A/1, last",
        "POST, a.example.com, /a/1, last",
        "get, a.example.com, /a/1, last"
    })
    void isContentWithAnyValueOfACondition(String method, String host, String path, String rule) {
        var routes = routes(Pictures.listeningAt(80)
                .rule(
                        FIRST,
                        new PathPattern(List.of("/a/?", "/b")),
                        new HostHeader(List.of("a.example.com", "b.example.com")),
                        new HttpRequestMethod(List.of("GET", "HEAD")))
                .rule(LAST));

        assertThat(routes.decide(LISTENER, asked(method, host, path)))
                .isEqualTo(rule.equals("first") ? answer(FIRST) : answer(LAST));
    }

    @ParameterizedTest
    @CsvSource({
        "/a, /a, true",
        "/a, /A, false",
        "/ab, /a/, false",
        "/a/*, /a/, true",
        "/a/*, /a, false",
        "*.png, /img/x.png, true",
        "/?/b, /a/b, true",
        "/?/b, //b, false",
        "*a*b*, xaxxbx, true",
        "*a*b*, xbxxax, false",
        "*, '', true",
        "?, '', false"
    })
    void knowsWildcards(String pattern, String text, boolean matches) {
        assertThat(Matching.like(pattern, text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "90, 10", "50, 50", "1, 2", "0, 7", "999, 998"})
    void givesEachGroupItsShareExactly(int blue, int green) {
        var routes = routes(Pictures.listeningAt(80)
                .rule(forward("blue", blue, "green", green))
                .group("blue", healthy(1))
                .group("green", healthy(2)));

        Map<Integer, Integer> taken = ports(routes, blue + green);

        assertThat(taken.getOrDefault(1, 0)).isEqualTo(blue);
        assertThat(taken.getOrDefault(2, 0)).isEqualTo(green);
    }

    @Test
    void mixesTheGroupsRatherThanServeThemInBlocks() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(forward("blue", 90, "green", 10))
                .group("blue", healthy(1))
                .group("green", healthy(2)));

        for (int tens = 0; tens < 5; tens++) {
            assertThat(ports(routes, 20).getOrDefault(2, 0)).isBetween(1, 3);
        }
    }

    @Test
    void takesHealthyTargetsInTurn() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(forward("blue"))
                .group(
                        "blue",
                        healthy(1),
                        target(2, TargetState.UNHEALTHY),
                        healthy(3),
                        target(4, TargetState.DRAINING),
                        target(5, TargetState.INITIAL)));

        assertThat(ports(routes, 6)).isEqualTo(Map.of(1, 3, 3, 3));
    }

    @Test
    void takesUnhealthyTargetsIfThereAreNoOthers() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(forward("blue"))
                .group("blue", target(1, TargetState.UNHEALTHY), target(2, TargetState.INITIAL)));

        assertThat(ports(routes, 2)).isEqualTo(Map.of(1, 2));
    }

    @ParameterizedTest
    @EnumSource(
            value = TargetState.class,
            names = {"INITIAL", "DRAINING", "UNUSED"})
    void hasNoTargetWhereNoneIsReady(TargetState state) {
        var routes = routes(Pictures.listeningAt(80).rule(forward("blue")).group("blue", target(1, state)));

        assertThat(routes.decide(LISTENER, asked("GET", "", "/"))).isEqualTo(new Unavailable());
    }

    @Test
    void hasNoTargetWithoutAWeightAGroupOrAListener() {
        var routes = routes(Pictures.listeningAt(80)
                .rule(forward("blue", 0, "green", 0), new PathPattern(List.of("/none")))
                .rule(forward("gone"))
                .group("blue", healthy(1)));

        assertThat(routes.decide(LISTENER, asked("GET", "", "/none"))).isEqualTo(new Unavailable());
        assertThat(routes.decide(LISTENER, asked("GET", "", "/"))).isEqualTo(new Unavailable());
        assertThat(routes.decide("another", asked("GET", "", "/"))).isEqualTo(new Unavailable());
    }

    @Test
    void fillsInWhatARedirectKeeps() {
        var redirect = new Redirect(301, "HTTPS", "#{host}", "443", "/new/#{path}", "#{query}&from=#{port}");
        var routes = routes(Pictures.listeningAt(80).rule(redirect));
        var asked = new Asked("GET", "example.com:80", "/a/b", "c=d", 80, name -> List.of());

        assertThat(routes.decide(LISTENER, asked))
                .isEqualTo(new Routes.Redirected(301, "https://example.com:443/new/a/b?c=d&from=80"));
    }

    private static Routes routes(Pictures pictures) {
        return new Routes(pictures.picture(), new Turns());
    }

    private static Asked asked(String method, String host, String path) {
        return new Asked(method, host, path, "", 80, name -> List.of());
    }

    private static Asked coloured(String... colours) {
        return new Asked(
                "GET", "", "/", "", 80, name -> name.equals("X-Colour") ? List.of(colours) : List.of("green", "blue"));
    }

    private static Routes.Answer answer(FixedResponse fixed) {
        return new Routes.Answer(fixed.statusCode(), fixed.contentType(), fixed.messageBody());
    }

    private static Map<Integer, Integer> ports(Routes routes, int requests) {
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            decisions.add(routes.decide(LISTENER, asked("GET", "", "/")));
        }
        Map<Integer, Integer> taken = new TreeMap<>();
        for (Decision decision : decisions) {
            var send = (Send) decision;
            assertThat(send).isEqualTo(new Send("127.0.0.1", send.port(), Duration.ofSeconds(60)));
            taken.merge(send.port(), 1, Integer::sum);
        }
        return taken;
    }
}

package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.HealthCheck;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.TargetProbed;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HealthCheckerTest extends DataPlaneFixture {

    @Test
    void asksAsTheGroupSaysAgainAndAgain() {
        var requests = new CopyOnWriteArrayList<String>();
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent"));
            TestTarget.say(exchange, 204, "");
        }));

        check(Pictures.CHECK, Pictures.target(target.port(), TargetState.INITIAL));

        Eventually.holds(PATIENCE, () -> assertThat(model.probed()).hasSizeGreaterThan(3));
        assertThat(model.probed()).containsOnly(new TargetProbed("blue", "127.0.0.1", target.port(), true, ""));
        assertThat(requests).containsOnly("GET /healthz?full=1 ELB-HealthChecker/2.0");
    }

    @Test
    void reportsAWrongStatus() {
        var target = closedAfterwards(TestTarget.answering(exchange -> TestTarget.say(exchange, 500, "broken")));

        check(Pictures.CHECK, Pictures.healthy(target.port()));

        assertReported(target.port(), "Health checks failed with these codes: [500]");
    }

    @ParameterizedTest
    @CsvSource({"200-299, 302", "200, 204", "'200,202', 201"})
    void reportsAStatusThatWouldDoIfTheGroupSaidSo(String matcher, int status) {
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            exchange.getResponseHeaders().add("Location", "/fine");
            TestTarget.say(exchange, exchange.getRequestURI().getPath().equals("/fine") ? 200 : status, "");
        }));
        var strict = new HealthCheck(
                true, "HTTP", "traffic-port", "/", Duration.ofMillis(50), Duration.ofSeconds(5), matcher);

        check(strict, Pictures.healthy(target.port()));

        assertReported(target.port(), "Health checks failed with these codes: [" + status + "]");
    }

    @Test
    void reportsARefusedConnection() {
        int port = freePort();

        check(Pictures.CHECK, Pictures.healthy(port));

        assertReported(port, "Health checks failed");
    }

    @Test
    void reportsATargetThatDoesNotAnswerInTime() {
        var over = new CountDownLatch(1);
        closedAfterwards(over::countDown);
        var target = closedAfterwards(TestTarget.answering(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));

        check(Pictures.CHECK, Pictures.healthy(target.port()));

        assertReported(target.port(), "Request timed out");
    }

    @Test
    void waitsForAnAnswerAsLongAsTheGroupSays() {
        var target = closedAfterwards(TestTarget.answering(exchange -> CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS))
                .thenRun(() -> TestTarget.answer(exchange, 200))
                .join()));
        var patient = new HealthCheck(
                true, "HTTP", "traffic-port", "/", Duration.ofMillis(50), Duration.ofSeconds(15), "200");

        check(patient, Pictures.healthy(target.port()));

        Eventually.holds(PATIENCE, () -> assertThat(model.probed()).isNotEmpty());
        assertThat(model.probed()).containsOnly(new TargetProbed("blue", "127.0.0.1", target.port(), true, ""));
    }

    @Test
    void asksAtAnotherPortIfTheGroupSaysSo() {
        var target = closedAfterwards(TestTarget.saying("fine"));
        var elsewhere = new HealthCheck(
                true,
                "HTTP",
                Integer.toString(target.port()),
                "/",
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                "200");

        check(elsewhere, Pictures.healthy(1));

        Eventually.holds(
                PATIENCE,
                () -> assertThat(model.probed()).contains(new TargetProbed("blue", "127.0.0.1", 1, true, "")));
    }

    @ParameterizedTest
    @EnumSource(
            value = TargetState.class,
            names = {"UNUSED", "DRAINING"})
    void leavesTargetsAloneThatTakeNoRequests(TargetState state) {
        var target = closedAfterwards(TestTarget.saying("fine"));
        var other = closedAfterwards(TestTarget.saying("fine"));

        check(Pictures.CHECK, Pictures.target(target.port(), state), Pictures.healthy(other.port()));

        Eventually.holds(PATIENCE, () -> assertThat(model.probed()).hasSizeGreaterThan(3));
        assertThat(model.probed()).extracting(TargetProbed::port).containsOnly(other.port());
    }

    @Test
    void asksNoMoreOftenThanTheGroupSaysAndNotAtAllWhereChecksAreOff() {
        var target = closedAfterwards(TestTarget.saying("fine"));
        var seldom =
                new HealthCheck(true, "HTTP", "traffic-port", "/", Duration.ofHours(1), Duration.ofSeconds(5), "200");
        var never = new HealthCheck(
                false, "HTTP", "traffic-port", "/", Duration.ofMillis(50), Duration.ofSeconds(5), "200");

        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("often"))
                .group("seldom", seldom, Pictures.healthy(target.port()))
                .group("never", never, Pictures.healthy(target.port()))
                .group("often", Pictures.healthy(target.port()))
                .picture());

        Eventually.holds(PATIENCE, () -> assertThat(reportsOf("often")).isGreaterThan(5));
        assertThat(List.of(reportsOf("seldom"), reportsOf("never"))).containsExactly(1, 0);
    }

    @Test
    void asksSoonerWhenMinutesAreShorter() {
        var target = closedAfterwards(TestTarget.saying("fine"));
        var seldom =
                new HealthCheck(true, "HTTP", "traffic-port", "/", Duration.ofHours(1), Duration.ofSeconds(5), "200");
        var picture = Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue", seldom, Pictures.healthy(target.port()))
                .picture();

        var hurried = closedAfterwards(JettyDataPlane.started(
                "127.0.0.1", new Pace(Duration.ofMillis(1)), InstantSource.system(), new Random(1), authority));
        hurried.changed(model.showing(picture));

        Eventually.holds(PATIENCE, () -> assertThat(reportsOf("blue")).isGreaterThan(3));
    }

    @Test
    void stopsWhenTheTargetIsGone() {
        var target = closedAfterwards(TestTarget.saying("fine"));
        var other = closedAfterwards(TestTarget.saying("fine"));
        check(Pictures.CHECK, Pictures.healthy(target.port()));
        Eventually.holds(PATIENCE, () -> assertThat(model.probed()).isNotEmpty());

        check(Pictures.CHECK, Pictures.healthy(other.port()));
        int before = reportsOf(target.port());

        Eventually.holds(PATIENCE, () -> assertThat(reportsOf(other.port())).isGreaterThan(3));
        assertThat(reportsOf(target.port())).isLessThanOrEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 200, true",
        "200, 201, false",
        "'200,202', 202, true",
        "'200, 300-399', 302, true",
        "200-299, 299, true",
        "200-299, 300, false"
    })
    void readsTheMatcher(String codes, int status, boolean matches) {
        assertThat(new StatusMatcher(codes).matches(status)).isEqualTo(matches);
    }

    private void check(HealthCheck check, Target... targets) {
        show(Pictures.listeningAt(port)
                .rule(Pictures.forward("blue"))
                .group("blue", check, targets)
                .picture());
    }

    private int reportsOf(String group) {
        return Math.toIntExact(List.copyOf(model.probed()).stream()
                .filter(report -> report.targetGroupArn().equals(group))
                .count());
    }

    private int reportsOf(int targetPort) {
        return List.copyOf(model.probed()).stream()
                .filter(report -> report.port() == targetPort)
                .toList()
                .size();
    }

    private void assertReported(int targetPort, String reason) {
        var report = new TargetProbed("blue", "127.0.0.1", targetPort, false, reason);
        Eventually.holds(PATIENCE, () -> assertThat(model.probed()).contains(report));
        assertThat(model.probed()).containsOnly(report);
    }
}

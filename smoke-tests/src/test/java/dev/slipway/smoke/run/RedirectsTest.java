package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectsTest {
    private final Runs runs = new Runs();

    @Test
    void areNotFollowedUnlessAsked() {
        runs.network().replies(answer(302, "", "Location: /new"));

        Report report = runs.run("- {name: x, steps: [{get: /old, expect: {status: 302}}]}");

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(runs.network().sent()).containsExactly("GET /old");
    }

    @Test
    void areFollowedAsOftenAsSaidAndNoMore() {
        runs.network().replies(answer(302, "", "Location: /again"));

        StepReport step = step("{get: /old, followRedirects: 2}");

        assertThat(runs.network().sent()).containsExactly("GET /old", "GET /again", "GET /again");
        assertThat(step.hops()).containsExactly("https://prod.example.com/again", "https://prod.example.com/again");
        assertThat(step.broken().getFirst().actual()).isEqualTo("302");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://cdn.example.com/x", "https://prod.example.com:8443/x", "http://prod.example.com/x"})
    void toAnotherOriginLoseWhoAsks(String elsewhere) {
        runs.network().replies(answer(307, "", "Location: " + elsewhere), answer(200, ""));

        step(
                "{get: /old, followRedirects: 1, headers: {Authorization: a, Proxy-Authorization: b, Cookie: c=d, X-E: f}}");

        Call last = runs.network().calls().getLast();
        assertThat(last.url()).hasToString(elsewhere);
        assertThat(last.headers()).extracting(Header::name).containsExactly("User-Agent", "X-Smoke-Run", "X-E");
    }

    @Test
    void ofTheSameHostKeepIt() {
        runs.network().replies(answer(307, "", "Location: ../x?y=z"), answer(200, ""));

        step("{get: /a/b/old, followRedirects: 1, auth: {bearer: abcdefgh}}");

        Call last = runs.network().calls().getLast();
        assertThat(last.url()).hasToString("https://prod.example.com/a/x?y=z");
        assertThat(last.headers()).contains(new Header("Authorization", "Bearer abcdefgh"));
    }

    @Test
    void turnAPostIntoAGetByThreeOhThreeAndRepeatItByThreeOhSeven() {
        runs.network().replies(answer(307, "", "Location: /b"), answer(303, "", "Location: /c"), answer(200, ""));

        step("{post: /a, json: {x: 1}, followRedirects: 5}");

        assertThat(runs.network().sent()).containsExactly("POST /a", "POST /b", "GET /c");
        assertThat(runs.network().calls().getLast().body()).isEmpty();
        assertThat(runs.network().calls().get(1).body()).contains(Body.of("{\"x\":1}"));
    }

    @Test
    void countIntoTheStepsOneTimeout() {
        runs.network()
                .replies(
                        answer(302, "", "Location: /b").after(Duration.ofMillis(900)),
                        answer(200, "").after(Duration.ofMillis(900)));

        StepReport step = step("{get: /a, followRedirects: 1, timeout: 1s}");

        assertThat(step.reason()).contains(Reason.TIMEOUT);
        assertThat(step.duration()).isEqualTo(Duration.ofSeconds(1));
    }

    private StepReport step(String step) {
        return runs.run("- {name: x, steps: [" + step + "]}")
                .tests()
                .getFirst()
                .attempts()
                .getFirst()
                .steps()
                .getFirst();
    }
}

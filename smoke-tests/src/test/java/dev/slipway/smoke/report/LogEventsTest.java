package dev.slipway.smoke.report;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.smoke.run.Artefacts;
import dev.slipway.smoke.testing.Runs;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LogEventsTest {
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Runs runs = new Runs().heardBy(Artefacts.logging(events));

    @Test
    void tellEachAttemptTheFlakyTestAndTheVerdict() {
        runs.network().replies(answer(503, "starting"), answer(200, ""));

        runs.run("- {name: up, retries: 1, steps: [{get: /up}]}");

        assertThat(lines())
                .containsExactly(
                        "WARN smoke attempt ended suite=todo-api test=up attempt=1 outcome=failed durationMillis=38"
                                + " steps=1 reason=status step=1 at=suites/todo.yaml:4:36"
                                + " request=GET https://prod.example.com/up remote=10.0.3.7:443"
                                + " because=status wrong-status: expected any from 200 to 299, actual 503",
                        "INFO smoke attempt ended suite=todo-api test=up attempt=2 outcome=passed durationMillis=38"
                                + " steps=1",
                        "WARN smoke test is flaky suite=todo-api test=up attempts=2",
                        "INFO smoke verdict verdict=PASS runId=run-1 target=green url=https://prod.example.com tests=1"
                                + " durationMillis=76 suitesHash=(its hash) flaky=1");
    }

    @Test
    void countIterationsAsWhatTheyAre() {
        runs.run("- {name: up, repeat: {count: 2}, steps: [{get: /up}]}");

        assertThat(lines().subList(0, 3))
                .containsExactly(
                        "INFO smoke attempt ended suite=todo-api test=up iteration=1 outcome=passed durationMillis=38"
                                + " steps=1",
                        "INFO smoke attempt ended suite=todo-api test=up iteration=2 outcome=passed durationMillis=38"
                                + " steps=1",
                        "INFO smoke test was repeated suite=todo-api test=up outcome=passed ran=2 passed=2 failed=0"
                                + " errors=0 maxFailures=0 p95Millis=38");
    }

    @Test
    void tellWhatIsLeftBehind() {
        runs.network().replies(answer(201, "{\"id\":7}"), answer(500, ""));

        runs.run("- {name: up, steps: [{post: /x, capture: {id: {json: id}}, cleanup: [{delete: \"/x/${id}\"}]}]}");

        assertThat(lines().get(1))
                .isEqualTo("WARN smoke clean-up failed suite=todo-api test=up request=DELETE"
                        + " https://prod.example.com/x/7"
                        + " because=status wrong-status: expected any from 200 to 299, actual 500");
    }

    private List<String> lines() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage() + " "
                        + event.getKeyValuePairs().stream()
                                .map(pair -> pair.key + "=" + pair.value)
                                .collect(Collectors.joining(" ")))
                .map(line -> line.replaceFirst("suitesHash=\\p{XDigit}{64}", "suitesHash=(its hash)"))
                .toList();
    }
}

package dev.slipway.smoke.report;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.Golden;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The wording of reports, agreed in golden files. */
class ReportsTest {
    private static final String READ = """
            - name: read
              steps:
                - get: /todos/42
                  headers: {Authorization: Bearer abc, Accept: application/json}
                  expect:
                    headers: {ETag: {exists: true}, Cache-Control: {matches: 'max-age=\\d+'}, Age: {lt: 60}}
                    json:
                      title: smoke-7f3a
                      done: {exists: true}
                      id: {type: integer, gte: 42}
                      tags: [a, {b: 1}]
                      owner.password: {exists: false}
                      parts: {each: {type: string}}
                      length(id): 3
                    body: {contains: [todo, smoke], empty: false}
                    duration: {lt: 10ms}
            """;

    private final Runs runs = new Runs();

    @Test
    void saysEverythingThatIsWrongWithAnAnswer() {
        FakeNetwork.Reply wrong = answer(
                200,
                "{\"id\":41.5,\"title\":\"smoke-7f3b\",\"isDone\":false,\"tags\":[\"a\",{\"b\":2,\"c\":null}],"
                        + "\"owner\":{\"password\":null},\"parts\":[]}",
                "X-Amzn-Trace-Id: 1-67",
                "Cache-Control: no-store",
                "Age: 61");

        golden("wrong-answer", wrong, READ);
    }

    @Test
    void saysOnlyTheStatusWhenThatIsWrong() {
        golden("wrong-status", answer(503, "{\"error\":\"down\"}"), READ);
    }

    @Test
    void saysWhatIsWrongWithABodyThatIsNotJson() {
        golden(
                "not-json",
                answer(200, "<html>smoke todo</html>", "ETag: x", "Cache-Control: max-age=1", "Age: 1"),
                READ);
    }

    @Test
    void saysThatKeysAreDoubled() {
        golden(
                "doubled-keys",
                answer(200, "{\"id\":1,\"id\":2}"),
                "- {name: one, steps: [{get: /, expect: {json: {id: 1}}}]}");
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        golden("refused", none(Reason.CONNECT_REFUSED, "connection refused by 10.0.3.7:8443"), READ);
    }

    @Test
    void saysHowOftenItAskedAndThatItTookTooLong() {
        golden("polled", answer(404, ""), "- {name: late, steps: [{get: /x, poll: {every: 1s, within: 3s}}]}");
    }

    @Test
    void saysThatATestIsFlakyAndWhatFailedFirst() {
        runs.network().replies(answer(200, "").after(Duration.ofSeconds(9)), answer(200, ""));

        Report report = runs.run("- {name: slow, retries: 1, steps: [{post: /x, json: {a: it's}}]}");

        Golden.matches("reports/flaky.txt", TextReport.of(report));
    }

    @Test
    void writesAllOfItAsJson() {
        runs.network().replies(answer(500, "{\"id\":1}"), answer(201, "{\"id\":2}"), answer(500, ""));

        Report report = runs.run("""
                - name: create
                  tags: [a]
                  retries: 1
                  steps: [{post: /x, capture: {id: {json: id}}, cleanup: [{delete: "/x/${id}"}]}]
                - {name: later, skip: under repair, steps: [{get: /}]}
                """);

        Golden.matches("reports/report.json", JsonReport.of(report).toPrettyString() + "\n");
    }

    private void golden(String name, FakeNetwork.Reply reply, String tests) {
        runs.network().replies(reply);

        Report report = runs.run(tests);

        Golden.matches("reports/" + name + ".txt", TextReport.of(report));
    }
}

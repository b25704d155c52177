package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.answer;
import static dev.slipway.smoke.testing.FakeNetwork.none;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.report.HtmlReport;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.JunitReport;
import dev.slipway.smoke.report.LogEvents;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.Runs;
import dev.slipway.testkit.SecretForms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that is written of a run, by name; and a run that brings a value to every place of it where one can stand. */
public final class Artefacts {
    private static final String TESTS = """
            tests:
              - name: everywhere
                steps:
                  - post: "/x/${token}"
                    query: {q: "${token}"}
                    headers: {X-Api-Key: "${token}"}
                    auth: {basic: {user: ada, password: "${token}"}}
                    json: {a: "${token}", b: ["pre ${token} post"]}
                    followRedirects: 1
                    expect:
                      headers: {ETag: "${token}", Via: "${token}", Link: "${token}"}
                      json:
                        echo: {matches: "never ${token}"}
                        other: {equals: {deep: "${token}"}}
                        "all | [?contains(@, 'never')]": "${token}"
                      body: {contains: "never ${token}"}
                    cleanup: [{delete: "/x/${token}", expect: {status: 500}}]
              - {name: unfit, steps: [{get: /u, capture: {to: {header: Location}}}, {get: "${to}"}]}
              - {name: unanswered, steps: [{get: "/n/${token}"}]}
              - {name: held, steps: [{get: /h, expect: {body: {contains: "${token}"}}}, {get: /h, expect: {status: 500}}]}
              - {name: form, steps: [{post: /f, form: {a: "${token}"}, expect: {status: 500}}]}
              - {name: parts, steps: [{post: /p, multipart: {a: "${token}"}, expect: {status: 500}}]}
              - {name: graph, steps: [{post: /g, graphql: {query: "{x}", variables: {a: "${token}"}}, expect: {status: 500}}]}
              - {name: text, steps: [{post: /t, text: "${token}", expect: {status: 500}}]}
            """;

    private Artefacts() {}

    /** A suite that uses {@code ${token}} wherever a suite can; as a secret, or as a mere variable. */
    public static String suite(boolean isSecret) {
        return "version: 1\nsuite: secrets\n" + (isSecret ? "secrets: [token]\n" : "variables: {token: }\n") + TESTS;
    }

    /** What a target answers to that suite: with the value, in all places and forms but cookies, which are hidden anyway. */
    public static FakeNetwork.Reply[] replies(SecretForms forms) {
        String secret = forms.secret();
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        FakeNetwork.Reply echo = answer(
                200,
                echoed(forms),
                "ETag: " + secret + "x",
                "Link: 1 " + secret,
                "Link: 2 " + secret,
                "X-Amzn-Trace-Id: " + secret,
                "Content-Type: application/json; x=" + encoded);
        return new FakeNetwork.Reply[] {
            answer(307, "", "Location: /y?z=" + encoded),
            echo,
            echo,
            answer(200, "", "Location: https://elsewhere.example/" + secret),
            none(Reason.RESET, "the connection was reset after '" + secret + "'"),
            echo
        };
    }

    /** A body that says it in every form, also as the name of a key. */
    private static String echoed(SecretForms forms) {
        String said = TextNode.valueOf("you said " + forms.secret() + " to me").toString();
        String all = forms.written().values().stream()
                .map(form -> TextNode.valueOf(form).toString())
                .collect(Collectors.joining(","));
        String key = TextNode.valueOf("k" + forms.secret()).toString();
        return "{\"echo\":" + said + ",\"other\":{\"deep\":" + said + "," + key + ":1},\"all\":[" + all + "]}";
    }

    /** All of a run of that suite. */
    static Map<String, String> ofARun(SecretForms forms, boolean isSecret) {
        Options options = isSecret
                ? Options.of("run-1").withSecrets(Map.of("token", new Secret(forms.secret())))
                : Options.of("run-1").withVariables(Map.of("token", forms.secret()));
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        Runs runs = new Runs().with(options.withVerbose(true)).heardBy(logging(events));
        runs.network().replies(replies(forms));
        return of(runs.runSuite(suite(isSecret)), events);
    }

    /** A listener whose events are kept. */
    public static LogEvents logging(ListAppender<ILoggingEvent> events) {
        Logger logger = new LoggerContext().getLogger("smoke");
        events.start();
        logger.addAppender(events);
        return LogEvents.into(logger);
    }

    /** The events as text. */
    public static String logged(ListAppender<ILoggingEvent> events) {
        return events.list.stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs())
                .collect(Collectors.joining("\n"));
    }

    static Map<String, String> of(Report report, ListAppender<ILoggingEvent> events) {
        Map<String, String> artefacts = new TreeMap<>();
        artefacts.put("the report itself", report.toString());
        artefacts.put("log", logged(events));
        artefacts.put("text", TextReport.of(report));
        artefacts.put("json", JsonReport.of(report).toString());
        artefacts.put("junit", JunitReport.of(report));
        artefacts.put("html", HtmlReport.of(report));
        return artefacts;
    }
}

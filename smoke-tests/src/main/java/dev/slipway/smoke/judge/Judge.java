package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.SchemaUse;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds an answer against what a step expects of it. */
public final class Judge {
    private final JsonReader json;
    private final Queries queries;
    private final Schemas schemas;

    private Judge(JsonReader json, Queries queries, Schemas schemas) {
        this.json = json;
        this.queries = queries;
        this.schemas = schemas;
    }

    /** A judge of these suites' answers: their queries and schemas are compiled once. It keeps nothing between two answers. */
    public static Judge of(List<Suite> suites) {
        List<Step> steps = suites.stream()
                .flatMap(suite -> suite.tests().stream())
                .flatMap(SmokeTest::allSteps)
                .toList();
        return new Judge(
                JsonReader.create(),
                Queries.of(steps.stream().flatMap(Judge::queries)),
                Schemas.of(steps.stream().flatMap(step -> step.expect().schema().stream())));
    }

    private static Stream<String> queries(Step step) {
        return Stream.concat(
                step.expect().json().stream().map(Check::subject),
                step.captures().stream()
                        .map(Capture::source)
                        .filter(Capture.Source.Json.class::isInstance)
                        .map(source -> ((Capture.Source.Json) source).query()));
    }

    /**
     * What became of every expectation, in file order. A wrong status is judged alone: what else is wrong with an error
     * page would only be noise.
     *
     * @param expected with variables filled in
     */
    public List<Assertion> judge(Expectation expected, Answer answer) {
        Assertion status = status(expected, answer.status());
        if (status instanceof Assertion.Broken) {
            return List.of(status);
        }
        Moment moment = new Moment(answer.sentAt(), answer.receivedAt());
        List<Assertion> all = new ArrayList<>();
        all.add(status);
        expected.headers().forEach(check -> all.add(header(check, answer, moment)));
        all.addAll(documents(expected, answer, moment));
        expected.body().forEach(one -> all.add(BodyJudge.judge(one, answer, TextNode.valueOf(answer.text()), moment)));
        expected.duration().forEach(one -> all.add(DurationJudge.judge(one, answer.duration())));
        expected.tls().ifPresent(policy -> all.addAll(TlsJudge.judge(policy, answer)));
        all.sort(Judge::inFileOrder);
        return List.copyOf(all);
    }

    private static int inFileOrder(Assertion one, Assertion other) {
        int lines = Integer.compare(one.at().line(), other.at().line());
        return lines != 0
                ? lines
                : Integer.compare(one.at().column(), other.at().column());
    }

    /** The captured value; empty if the answer holds none (a null in it is none). */
    public Optional<JsonNode> capture(Capture.Source source, Answer answer) {
        return switch (source) {
            case Capture.Source.Status status -> Optional.of(IntNode.valueOf(answer.status()));
            case Capture.Source.Header header -> answer.value(header.name()).map(TextNode::valueOf);
            case Capture.Source.WholeBody body -> Optional.of(TextNode.valueOf(answer.text()));
            case Capture.Source.Json query ->
                json.read(answer) instanceof JsonReader.Read.Document document
                        ? value(query.query(), document.root())
                        : Optional.empty();
        };
    }

    private Optional<JsonNode> value(String query, JsonNode document) {
        try {
            return queries.search(query, document) instanceof Found.Present present
                            && !present.value().isNull()
                    ? Optional.of(present.value())
                    : Optional.empty();
        } catch (Queries.UnfitQuery e) {
            return Optional.empty();
        }
    }

    private static Assertion status(Expectation expected, int actual) {
        List<Integer> wanted = expected.status();
        boolean holds = wanted.isEmpty() ? actual >= 200 && actual <= 299 : wanted.contains(actual);
        if (holds) {
            return new Assertion.Held(expected.statusAt(), "status");
        }
        String text = wanted.isEmpty()
                ? "any from 200 to 299"
                : wanted.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        return broken(expected.statusAt(), "status", Reason.STATUS, "wrong-status", text, String.valueOf(actual));
    }

    private static Assertion header(Check check, Answer answer, Moment moment) {
        String subject = "header " + check.subject();
        List<String> values = answer.values(check.subject());
        if (values.isEmpty()) {
            return wantsAbsence(check)
                    ? new Assertion.Held(check.at(), subject)
                    : HeaderJudge.missing(check, answer, subject);
        }
        return HeaderJudge.judge(check, values, moment, subject);
    }

    private List<Assertion> documents(Expectation expected, Answer answer, Moment moment) {
        Optional<SourceSpan> first = expected.schema()
                .map(SchemaUse::at)
                .or(() -> expected.json().stream().findFirst().map(Check::at));
        if (first.isEmpty()) {
            return List.of();
        }
        JsonReader.Read read = json.read(answer);
        List<Assertion> judged = new ArrayList<>();
        if (read instanceof JsonReader.Read.Document document) {
            expected.schema().ifPresent(schema -> judged.add(schemas.judge(schema, document.root())));
            expected.json().forEach(check -> judged.add(document(check, document.root(), moment)));
        } else if (read instanceof JsonReader.Read.NotJson not) {
            judged.add(broken(first.get(), "json", Reason.JSON_INVALID, "not-json", "a JSON document", not.why()));
        }
        return judged;
    }

    private Assertion document(Check check, JsonNode root, Moment moment) {
        String subject = "json " + check.subject();
        try {
            Found found = queries.search(check.subject(), root);
            if (found instanceof Found.Absent absent) {
                return absent(check, subject, absent);
            }
            JsonNode value = ((Found.Present) found).value();
            Reason reason = wantsAbsence(check) ? Reason.JSON_UNEXPECTED : Reason.JSON_MISMATCH;
            return from(check.at(), subject, reason, Predicates.judgeAll(check.predicates(), value, moment));
        } catch (Queries.UnfitQuery e) {
            return broken(
                    check.at(),
                    subject,
                    Reason.JSON_MISMATCH,
                    "wrong-type",
                    "a value the query applies to",
                    String.valueOf(e.getMessage()));
        }
    }

    private static Assertion absent(Check check, String subject, Found.Absent absent) {
        if (wantsAbsence(check)) {
            return new Assertion.Held(check.at(), subject);
        }
        String what = absent.nearest()
                .map(name -> "missing (nearest existing: " + name + ")")
                .orElse("missing");
        return broken(
                check.at(),
                subject,
                Reason.JSON_MISSING,
                what,
                Predicates.text(check.predicates().getFirst()),
                "absent");
    }

    private static boolean wantsAbsence(Check check) {
        return check.predicates().stream()
                .allMatch(one -> one.name().equals("exists") && !one.operand().booleanValue());
    }

    static Assertion from(SourceSpan at, String subject, Reason reason, Finding finding) {
        if (finding instanceof Finding.Holds) {
            return new Assertion.Held(at, subject);
        }
        return switch (finding) {
            case Finding.Holds holds -> new Assertion.Held(at, subject);
            case Finding.Fails fails ->
                new Assertion.Broken(
                        at,
                        subject,
                        reason,
                        reason == Reason.JSON_UNEXPECTED ? "unexpected" : "value-mismatch",
                        fails.expected(),
                        fails.actual(),
                        fails.caret(),
                        fails.differences(),
                        fails.notes());
            case Finding.Drifts drifts ->
                broken(at, subject, Reason.DRIFT, "drift", drifts.expected(), drifts.actual());
            case Finding.Unfit unfit -> broken(at, subject, reason, "wrong-type", unfit.expected(), unfit.actual());
        };
    }

    static Assertion broken(SourceSpan at, String subject, Reason reason, String what, String expected, String actual) {
        return new Assertion.Broken(
                at, subject, reason, what, expected, actual, OptionalInt.empty(), List.of(), List.of());
    }
}

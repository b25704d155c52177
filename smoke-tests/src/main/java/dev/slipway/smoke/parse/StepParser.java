package dev.slipway.smoke.parse;

import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.suite.NamedTemplate;
import dev.slipway.smoke.suite.Poll;
import dev.slipway.smoke.suite.RequestBody;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.VariableUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one step. */
final class StepParser {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final List<String> BODIES = List.of("json", "form", "text");

    private final Faults faults;
    private final Queries queries;
    private final Defaults defaults;
    private final boolean isCleanup;

    StepParser(Faults faults, Queries queries, Defaults defaults, boolean isCleanup) {
        this.faults = faults;
        this.queries = queries;
        this.defaults = defaults;
        this.isCleanup = isCleanup;
    }

    /** The step; {@code names} grows by what it captures. Empty if it has no usable method. */
    Optional<Step> parse(Node node, Names names) {
        return Fields.mapping(node, what(), faults).flatMap(mapping -> parse(mapping, names));
    }

    private Optional<Step> parse(Node.Mapping mapping, Names names) {
        Fields fields = new Fields(mapping, what(), faults);
        List<VariableUse> uses = new ArrayList<>();
        fields.notSupported("multipart", "file", "graphql", "auth", "followRedirects", "httpVersion");
        Optional<Method> method = method(fields);
        Optional<Template> path = method.flatMap(one -> path(fields, one, names, uses));
        ExpectationParser expectations = new ExpectationParser(names, faults, queries, uses);
        Expectation expect =
                fields.mapping("expect").map(expectations::parse).orElseGet(() -> Expectation.ofSuccess(mapping.at()));
        List<NamedTemplate> query =
                fields.mapping("query").map(one -> query(one, names, uses)).orElse(List.of());
        List<NamedTemplate> headers = headers(fields, names, uses);
        RequestBody body = body(fields, method, names, uses);
        Duration timeout = fields.duration("timeout", MOST).orElse(defaults.timeout());
        boolean isSafe = fields.flag("safe");
        List<Capture> captures = isCleanup ? List.of() : new CaptureParser(faults, expectations).parse(fields, names);
        Optional<Poll> poll =
                isCleanup ? Optional.empty() : fields.mapping("poll").map(one -> poll(one, method, isSafe));
        List<Step> cleanup = isCleanup ? List.of() : cleanup(fields, names);
        fields.done();
        return method.flatMap(verb -> path.map(where -> new Step(
                verb,
                where,
                query,
                headers,
                body,
                timeout,
                isSafe,
                expect,
                captures,
                poll,
                cleanup,
                uses,
                mapping.at())));
    }

    private String what() {
        return isCleanup ? "a clean-up step" : "a step";
    }

    private Optional<Method> method(Fields fields) {
        List<Method> written = Arrays.stream(Method.values())
                .filter(method -> fields.entry(method.key()).isPresent())
                .toList();
        if (written.size() != 1) {
            String all = Arrays.stream(Method.values()).map(Method::key).collect(Collectors.joining(", "));
            String got = written.isEmpty()
                    ? "has none"
                    : "has " + written.stream().map(Method::key).collect(Collectors.joining(" and "));
            faults.add(fields.at(), what() + " needs one method (" + all + ") with a path; this one " + got);
            return Optional.empty();
        }
        return Optional.of(written.getFirst());
    }

    private Optional<Template> path(Fields fields, Method method, Names names, List<VariableUse> uses) {
        return fields.text(method.key()).map(scalar -> {
            String text = scalar.text();
            if (text.contains("://") || text.startsWith("//")) {
                faults.add(
                        scalar.at(),
                        "'" + text + "' names a host; a suite has paths only, the caller gives the target");
            } else if (!text.startsWith("/") && !text.startsWith("${")) {
                faults.add(scalar.at(), "the path '" + text + "' must start with '/'");
            }
            return names.template(text, scalar.at(), uses);
        });
    }

    private List<NamedTemplate> query(Node.Mapping mapping, Names names, List<VariableUse> uses) {
        List<NamedTemplate> query = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            List<Node> values = entry.value() instanceof Node.Sequence list ? list.elements() : List.of(entry.value());
            values.forEach(value -> scalar(entry, value, names, uses).ifPresent(query::add));
        }
        return query;
    }

    private List<NamedTemplate> headers(Fields fields, Names names, List<VariableUse> uses) {
        List<NamedTemplate> own = fields.mapping("headers")
                .map(mapping -> fields(mapping, names, uses))
                .orElse(List.of());
        List<NamedTemplate> all = new ArrayList<>();
        for (Node.Entry entry : defaults.headers()) {
            if (own.stream().noneMatch(header -> header.name().equalsIgnoreCase(entry.key()))) {
                scalar(entry, entry.value(), names, uses).ifPresent(all::add);
            }
        }
        all.addAll(own);
        return all;
    }

    private List<NamedTemplate> fields(Node.Mapping mapping, Names names, List<VariableUse> uses) {
        return mapping.entries().stream()
                .map(entry -> scalar(entry, entry.value(), names, uses))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<NamedTemplate> scalar(Node.Entry entry, Node value, Names names, List<VariableUse> uses) {
        if (value instanceof Node.Scalar scalar && !scalar.value().isNull()) {
            return Optional.of(new NamedTemplate(entry.key(), names.template(scalar.text(), scalar.at(), uses)));
        }
        faults.add(value.at(), "'" + entry.key() + "' takes a text, but got " + value.kind());
        return Optional.empty();
    }

    private RequestBody body(Fields fields, Optional<Method> method, Names names, List<VariableUse> uses) {
        List<Node.Entry> written =
                BODIES.stream().map(fields::entry).flatMap(Optional::stream).toList();
        if (written.size() > 1) {
            faults.add(
                    written.get(1).at(),
                    what() + " has one body; '" + written.getFirst().key() + "' is one already");
        }
        if (written.isEmpty()) {
            return new RequestBody.None();
        }
        Node.Entry entry = written.getFirst();
        if (method.filter(one -> !one.takesBody()).isPresent()) {
            faults.add(entry.at(), "'" + method.get().key() + "' sends no body");
        }
        return switch (entry.key()) {
            case "json" -> {
                names.use(entry.value().toJson(), entry.value().at(), uses);
                yield new RequestBody.Json(entry.value().toJson());
            }
            case "form" ->
                Fields.mapping(entry.value(), "'form'", faults)
                        .<RequestBody>map(mapping -> new RequestBody.Form(query(mapping, names, uses)))
                        .orElseGet(RequestBody.None::new);
            default ->
                scalar(entry, entry.value(), names, uses)
                        .<RequestBody>map(text -> new RequestBody.Text(text.value()))
                        .orElseGet(RequestBody.None::new);
        };
    }

    private Poll poll(Node.Mapping mapping, Optional<Method> method, boolean isSafe) {
        Fields fields = new Fields(mapping, "'poll'", faults);
        fields.require("within");
        Duration within = fields.duration("within", MOST).orElse(MOST);
        Duration every = fields.duration("every", MOST).orElse(EVERY.compareTo(within) < 0 ? EVERY : within);
        if (every.compareTo(within) > 0) {
            faults.add(mapping.at(), "'every' must not be longer than 'within'");
        }
        if (method.filter(one -> !one.isIdempotent()).isPresent() && !isSafe) {
            faults.add(
                    mapping.at(),
                    "'poll' sends again, so it takes a safe or idempotent method; if this '"
                            + method.get().key() + "' changes nothing, say 'safe: true' on the step");
        }
        List<Integer> stopOn = fields.mapping("stopOn").map(this::stopOn).orElse(List.of());
        fields.done();
        return new Poll(every, within, stopOn);
    }

    private List<Integer> stopOn(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "'stopOn'", faults);
        fields.require("status");
        List<Integer> statuses = fields.wholes("status", 100, 599);
        fields.done();
        return statuses;
    }

    private List<Step> cleanup(Fields fields, Names names) {
        StepParser parser = new StepParser(faults, queries, defaults, true);
        return fields.list("cleanup", node -> parser.parse(node, names.copy()));
    }
}

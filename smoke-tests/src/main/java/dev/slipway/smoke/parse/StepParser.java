package dev.slipway.smoke.parse;

import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.Auth;
import dev.slipway.smoke.suite.Capture;
import dev.slipway.smoke.suite.Expectation;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.suite.NamedTemplate;
import dev.slipway.smoke.suite.Poll;
import dev.slipway.smoke.suite.RequestBody;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one step. */
final class StepParser {
    private static final Duration MOST = Duration.ofSeconds(60);

    private final Faults faults;
    private final Queries queries;
    private final Attachments attachments;
    private final Defaults defaults;
    private final Block block;

    private StepParser(Faults faults, Queries queries, Attachments attachments, Defaults defaults, Block block) {
        this.faults = faults;
        this.queries = queries;
        this.attachments = attachments;
        this.defaults = defaults;
        this.block = block;
    }

    static StepParser of(Faults faults, Queries queries, Attachments attachments, Defaults defaults) {
        return new StepParser(faults, queries, attachments, defaults, Block.STEP);
    }

    /** The step; {@code names} grows by what it captures. Empty if it has no usable method. */
    Optional<Step> parse(Node node, Names names) {
        return Fields.mapping(node, block.title(), faults).flatMap(mapping -> parse(mapping, names));
    }

    private Optional<Step> parse(Node.Mapping mapping, Names names) {
        Fields fields = new Fields(mapping, block, faults);
        Templates templates = new Templates(names, faults);
        Request request = request(fields, templates);
        ExpectationParser expectations = new ExpectationParser(templates, queries, attachments);
        Expectation expect =
                fields.mapping("expect").map(expectations::parse).orElseGet(() -> Expectation.ofSuccess(mapping.at()));
        comparable(expect, request.method());
        Sequel sequel = block == Block.STEP ? sequel(fields, names, request, expectations) : Sequel.NONE;
        fields.done();
        return request.method()
                .flatMap(verb -> request.path()
                        .map(where -> new Step(
                                verb,
                                where,
                                request.query(),
                                request.headers(),
                                request.body(),
                                request.auth(),
                                request.timeout(),
                                request.redirects(),
                                request.version(),
                                request.isSafe(),
                                expect,
                                sequel.captures(),
                                sequel.poll(),
                                sequel.cleanup(),
                                templates.uses(),
                                mapping.at())));
    }

    /** What is sent, and how. */
    private record Request(
            Optional<Method> method,
            Optional<Template> path,
            List<NamedTemplate> query,
            List<NamedTemplate> headers,
            RequestBody body,
            Optional<Auth> auth,
            Duration timeout,
            int redirects,
            HttpVersion version,
            boolean isSafe) {
        Request {
            query = List.copyOf(query);
            headers = List.copyOf(headers);
        }
    }

    private Request request(Fields fields, Templates templates) {
        Optional<Method> method = method(fields);
        List<NamedTemplate> own = fields.mapping("headers").map(templates::all).orElse(List.of());
        Optional<Auth> auth = auth(fields, own, templates);
        return new Request(
                method,
                method.flatMap(one -> path(fields, one, templates)),
                fields.mapping("query").map(templates::lists).orElse(List.of()),
                headers(own, auth, templates),
                body(fields, method, templates),
                auth,
                fields.duration("timeout", MOST).orElse(defaults.timeout()),
                fields.whole("followRedirects", defaults.followRedirects(), 0, 20),
                fields.version("httpVersion").orElse(defaults.version()),
                fields.flag("safe"));
    }

    /** What comes of the answer; a clean-up step has none of it. */
    private record Sequel(List<Capture> captures, Optional<Poll> poll, List<Step> cleanup) {
        static final Sequel NONE = new Sequel(List.of(), Optional.empty(), List.of());

        Sequel {
            captures = List.copyOf(captures);
            cleanup = List.copyOf(cleanup);
        }
    }

    /** In this order: clean-up steps use what the step captures. */
    private Sequel sequel(Fields fields, Names names, Request request, ExpectationParser expectations) {
        List<Capture> captures = new CaptureParser(faults, expectations).parse(fields, names);
        Optional<Poll> poll = fields.mapping("poll")
                .map(one -> new PollParser(faults).parse(one, request.method(), request.isSafe()));
        return new Sequel(captures, poll, cleanup(fields, names));
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
            faults.add(fields.at(), block.title() + " needs one method (" + all + ") with a path; this one " + got);
            return Optional.empty();
        }
        return Optional.of(written.getFirst());
    }

    private Optional<Template> path(Fields fields, Method method, Templates templates) {
        return fields.text(method.key()).map(scalar -> {
            String text = scalar.text();
            if (text.contains("://") || text.startsWith("//")) {
                faults.add(
                        scalar.at(),
                        "'" + text + "' names a host; a suite has paths only, the caller gives the target");
            } else if (!text.startsWith("/") && !text.startsWith("${")) {
                faults.add(scalar.at(), "the path '" + text + "' must start with '/'");
            }
            return templates.names().template(text, scalar.at(), templates.uses());
        });
    }

    /** A body would have to be compared with what a HEAD leaves out, and a write would be made three times. */
    private void comparable(Expectation expect, Optional<Method> method) {
        boolean isPlainRead =
                method.filter(one -> one == Method.GET || one == Method.HEAD).isPresent();
        if (expect.sameAs().isPresent() && method.isPresent() && !isPlainRead) {
            faults.add(
                    expect.sameAs().get().at(),
                    "'sameAs' asks the same three times, so it takes 'get' or 'head', not '"
                            + method.get().key() + "'");
        }
    }

    private Optional<Auth> auth(Fields fields, List<NamedTemplate> own, Templates templates) {
        Optional<SourceSpan> written = own.stream()
                .filter(header -> header.name().equalsIgnoreCase("Authorization"))
                .map(header -> header.value().at())
                .findFirst();
        Optional<Node.Entry> auth = fields.entry("auth");
        if (auth.isPresent() && written.isPresent()) {
            faults.add(written.get(), "'auth' says who asks, so there is no header 'Authorization' beside it");
        }
        return auth.or(() -> written.isPresent() ? Optional.empty() : defaults.auth())
                .flatMap(entry -> new AuthParser(faults, templates).parse(entry));
    }

    private List<NamedTemplate> headers(List<NamedTemplate> own, Optional<Auth> auth, Templates templates) {
        List<NamedTemplate> all = new ArrayList<>();
        for (Node.Entry entry : defaults.headers()) {
            boolean isOverridden = own.stream().anyMatch(header -> header.name().equalsIgnoreCase(entry.key()))
                    || (auth.isPresent() && entry.key().equalsIgnoreCase("Authorization"));
            if (!isOverridden) {
                templates.named(entry).ifPresent(all::add);
            }
        }
        all.addAll(own);
        return all;
    }

    private RequestBody body(Fields fields, Optional<Method> method, Templates templates) {
        List<Node.Entry> written = fields.entries(BodyParser.KEYS);
        if (written.size() > 1) {
            faults.add(
                    written.get(1).at(),
                    block.title() + " has one body; '" + written.getFirst().key() + "' is one already");
        }
        if (written.isEmpty()) {
            return new RequestBody.None();
        }
        Node.Entry entry = written.getFirst();
        if (method.filter(one -> !one.takesBody()).isPresent()) {
            faults.add(entry.at(), "'" + method.get().key() + "' sends no body");
        } else if (entry.key().equals("graphql")
                && method.filter(one -> one != Method.POST).isPresent()) {
            faults.add(
                    entry.at(),
                    "'graphql' is sent by 'post', not '" + method.get().key() + "'");
        }
        return new BodyParser(faults, attachments, templates).parse(entry);
    }

    private List<Step> cleanup(Fields fields, Names names) {
        StepParser parser = new StepParser(faults, queries, attachments, defaults, Block.CLEANUP_STEP);
        return fields.list("cleanup", node -> parser.parse(node, names.copy()));
    }
}

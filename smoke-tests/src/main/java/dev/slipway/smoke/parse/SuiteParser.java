package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.SecretName;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Step;
import dev.slipway.smoke.suite.Suite;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.Variable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one suite file. */
final class SuiteParser {
    private final Faults faults;
    private final Queries queries;

    SuiteParser(Faults faults, Queries queries) {
        this.faults = faults;
        this.queries = queries;
    }

    /** The suite, as far as it can be read; what is wrong is in the faults. */
    Optional<Suite> parse(SuiteText source) {
        return YamlReader.read(source, faults)
                .flatMap(node -> Fields.mapping(node, "a suite", faults))
                .map(mapping -> suite(source, mapping));
    }

    private Suite suite(SuiteText source, Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "a suite", faults);
        fields.require("version");
        fields.constant("version", 1);
        String name = fields.requiredText("suite").map(Node.Scalar::text).orElse("");
        fields.notSupported("data", "include", "failOnFlaky", "maxFlaky", "strictCleanup");
        Names names = Names.given(faults);
        List<Variable> variables =
                fields.mapping("variables").map(one -> variables(one, names)).orElse(List.of());
        List<SecretName> secrets = secrets(fields, names);
        Defaults defaults = fields.mapping("defaults").map(this::defaults).orElseGet(Defaults::none);
        List<String> tags = fields.texts("tags");
        fields.require("tests");
        Map<String, SourceSpan> seen = new HashMap<>();
        List<SmokeTest> tests = fields.list("tests", node -> test(node, names.copy(), defaults, seen));
        fields.done();
        return new Suite(name, source.name(), hash(source.text()), tags, variables, secrets, tests);
    }

    private List<Variable> variables(Node.Mapping mapping, Names names) {
        List<Variable> variables = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            JsonNode value = entry.value().toJson();
            if (value.isContainerNode()) {
                faults.add(
                        entry.value().at(),
                        "the variable '" + entry.key() + "' takes a scalar, but got "
                                + entry.value().kind());
                value = NullNode.getInstance();
            }
            Names.given(faults).use(value, entry.value().at(), new ArrayList<>());
            names.declare(entry.key(), entry.at(), "the variable");
            variables.add(new Variable(entry.key(), value, entry.value().at()));
        }
        return variables;
    }

    private List<SecretName> secrets(Fields fields, Names names) {
        List<SecretName> secrets = new ArrayList<>();
        fields.node("secrets").ifPresent(node -> {
            if (node instanceof Node.Mapping) {
                faults.add(
                        node.at(),
                        "'secrets' takes a list of names; a secret's value never stands in a file, the caller gives it");
                return;
            }
            List<Node> elements = node instanceof Node.Sequence list ? list.elements() : List.of(node);
            for (Node element : elements) {
                if (element instanceof Node.Scalar scalar && scalar.value().isTextual()) {
                    names.declare(scalar.text(), scalar.at(), "the secret");
                    secrets.add(new SecretName(scalar.text(), scalar.at()));
                } else {
                    faults.add(element.at(), "'secrets' takes names, but got " + element.kind());
                }
            }
        });
        return secrets;
    }

    private Defaults defaults(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "'defaults'", faults);
        fields.notSupported("followRedirects", "httpVersion", "auth");
        Defaults none = Defaults.none();
        Defaults defaults = new Defaults(
                fields.duration("timeout", Duration.ofSeconds(60)).orElse(none.timeout()),
                fields.mapping("headers").map(Node.Mapping::entries).orElse(none.headers()));
        fields.done();
        return defaults;
    }

    private Optional<SmokeTest> test(Node node, Names names, Defaults defaults, Map<String, SourceSpan> seen) {
        return Fields.mapping(node, "a test", faults).map(mapping -> {
            Fields fields = new Fields(mapping, "a test", faults);
            fields.notSupported("repeat", "latency", "data", "failOnFlaky", "strictCleanup");
            Optional<Node.Scalar> name = fields.requiredText("name");
            name.ifPresent(one -> unique(one, seen));
            fields.require("steps");
            StepParser steps = new StepParser(faults, queries, defaults, false);
            List<Step> parsed = fields.list("steps", step -> steps.parse(step, names));
            SmokeTest test = new SmokeTest(
                    name.map(Node.Scalar::text).orElse(""),
                    fields.texts("tags"),
                    fields.whole("retries", 0, 0, 10),
                    fields.flag("advisory"),
                    fields.text("skip").map(Node.Scalar::text),
                    parsed,
                    mapping.at());
            fields.done();
            return test;
        });
    }

    private void unique(Node.Scalar name, Map<String, SourceSpan> seen) {
        if (Template.names(name.text()).isEmpty()) {
            SourceSpan first = seen.putIfAbsent(name.text(), name.at());
            if (first != null) {
                faults.add(name.at(), "a test is already called '" + name.text() + "' at line " + first.line());
            }
        } else {
            faults.add(name.at(), "a test's name takes no variables");
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

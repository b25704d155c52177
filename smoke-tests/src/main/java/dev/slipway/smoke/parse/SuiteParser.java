package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.Attachment;
import dev.slipway.smoke.suite.SecretName;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import dev.slipway.smoke.suite.Variable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one suite file. */
final class SuiteParser {
    private final Faults faults;
    private final Queries queries;
    private final SuiteFiles files;

    SuiteParser(Faults faults, Queries queries, SuiteFiles files) {
        this.faults = faults;
        this.queries = queries;
        this.files = files;
    }

    /** The suite, as far as it can be read; what is wrong is in the faults. */
    Optional<Suite> parse(SuiteText source) {
        return YamlReader.read(source, faults)
                .flatMap(node -> Fields.mapping(node, "a suite", faults))
                .map(mapping -> suite(source, mapping));
    }

    private Suite suite(SuiteText source, Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.SUITE, faults);
        fields.require("version");
        fields.constant("version", 1);
        String name = fields.requiredText("suite").map(Node.Scalar::text).orElse("");
        Names names = Names.given(faults);
        List<Variable> variables =
                fields.mapping("variables").map(one -> variables(one, names)).orElse(List.of());
        List<SecretName> secrets = secrets(fields, names);
        Defaults defaults = Defaults.of(fields, faults);
        List<String> tags = fields.texts("tags");
        OptionalInt maxFlaky = fields.entry("maxFlaky").isPresent()
                ? OptionalInt.of(fields.whole("maxFlaky", 0, 0, 1000))
                : OptionalInt.empty();
        fields.require("tests");
        Attachments attachments = Attachments.of(source.name(), files, faults);
        TestParser parser = new TestParser(faults, StepParser.of(faults, queries, attachments, defaults), defaults);
        List<SmokeTest> tests = fields.list("tests", node -> Optional.of(parser.parse(node, names.copy()))).stream()
                .flatMap(List::stream)
                .toList();
        fields.done();
        String hash = hash(source.text(), attachments.used());
        return new Suite(name, source.name(), hash, tags, variables, secrets, maxFlaky, tests);
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

    private static String hash(String text, List<Attachment> used) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            for (Attachment file : used) {
                digest.update(
                        ("\0" + file.path() + "\0" + file.bytes().length + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(file.bytes());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

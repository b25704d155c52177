package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.JsonReader;
import dev.slipway.smoke.judge.Schemas;
import dev.slipway.smoke.suite.Attachment;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.PathPattern;
import dev.slipway.smoke.suite.SameAs;
import dev.slipway.smoke.suite.SchemaUse;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.TlsPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is expected of an answer as a whole: {@code schema}, {@code tls}, {@code sameAs}. */
final class PolicyParser {
    private static final Duration LONGEST = Duration.ofDays(3650);
    private final Faults faults;
    private final Attachments attachments;

    PolicyParser(Faults faults, Attachments attachments) {
        this.faults = faults;
        this.attachments = attachments;
    }

    Optional<SchemaUse> schema(Node.Scalar path) {
        return attachments
                .load(path)
                .flatMap(file -> document(file, path))
                .map(document -> new SchemaUse(path.text(), document, path.at()));
    }

    private Optional<JsonNode> document(Attachment file, Node.Scalar path) {
        return switch (JsonReader.create().read(new String(file.bytes(), StandardCharsets.UTF_8))) {
            case JsonReader.Read.NotJson not -> {
                faults.add(path.at(), "'" + path.text() + "' is not JSON: " + not.why());
                yield Optional.empty();
            }
            case JsonReader.Read.Document document -> {
                List<String> wrong = Schemas.faults(document.root());
                wrong.forEach(what -> faults.add(path.at(), "'" + path.text() + "' is not a JSON Schema: " + what));
                yield wrong.isEmpty() ? Optional.of(document.root()) : Optional.empty();
            }
        };
    }

    TlsPolicy tls(Node.Mapping mapping, SourceSpan at) {
        Fields fields = new Fields(mapping, Block.TLS, faults);
        Optional<Duration> expiresAfter = fields.duration("expiresAfter", LONGEST);
        List<String> versions = fields.texts("version");
        versions.stream()
                .filter(version -> !TlsPolicy.VERSIONS.contains(version))
                .forEach(version -> faults.add(
                        fields.entry("version").map(Node.Entry::at).orElse(at),
                        "there is no TLS version '" + version + "' to allow" + Nearest.hint(version, TlsPolicy.VERSIONS)
                                + " (one of " + String.join(", ", TlsPolicy.VERSIONS) + ")"));
        if (mapping.entries().isEmpty()) {
            faults.add(mapping.at(), "'tls' expects nothing; name 'expiresAfter' or 'version'");
        }
        fields.done();
        return new TlsPolicy(expiresAfter, versions, at);
    }

    SameAs sameAs(Node.Mapping mapping, SourceSpan at) {
        Fields fields = new Fields(mapping, Block.SAME_AS, faults);
        fields.requiredText("target")
                .filter(target -> !target.text().equals("baseline"))
                .ifPresent(target -> faults.add(
                        target.at(), "'target' must be 'baseline', which the caller names, but got " + target.kind()));
        List<PathPattern> ignore = new ArrayList<>();
        for (String written : fields.texts("ignore")) {
            Optional<PathPattern> pattern = PathPattern.parse(written);
            if (pattern.isEmpty()) {
                faults.add(
                        fields.entry("ignore").map(Node.Entry::at).orElse(at),
                        "'" + written + "' is not a path such as a.b[0].c or items[*].etag");
            }
            pattern.ifPresent(ignore::add);
        }
        boolean isRequired = fields.flag("required");
        fields.done();
        return new SameAs(ignore, isRequired, at);
    }
}

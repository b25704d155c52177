package dev.slipway.smoke.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code smoke schema}. */
final class SchemaCommand implements Command {
    private static final List<String> KINDS = List.of("suite", "targets", "report");
    private static final Usage USAGE = new Usage(
            "smoke schema",
            "Prints the JSON Schema of suite files, of files of targets, or of JSON reports. An editor that is given it"
                    + "\nknows every key: # yaml-language-server: $schema=./smoke-suite-1.schema.json",
            "suite|targets|report",
            true,
            List.of(),
            List.of("smoke schema suite > suites/smoke-suite-1.schema.json"));

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public int run(Words words, Surroundings surroundings) {
        String kind = words.operands().getFirst();
        if (!KINDS.contains(kind) || words.operands().size() > 1) {
            throw UsageFault.of("it needs one of " + String.join(", ", KINDS) + ", but got '"
                    + String.join(" ", words.operands()) + "'");
        }
        surroundings.out().print(text("/dev/slipway/smoke/schemas/smoke-" + kind + "-1.schema.json"));
        return 0;
    }

    private static String text(String resource) {
        try (InputStream in = SchemaCommand.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("it is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " of this jar can't be read", e);
        }
    }
}

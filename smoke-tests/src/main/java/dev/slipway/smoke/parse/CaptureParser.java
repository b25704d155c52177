package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code capture}. */
final class CaptureParser {
    private static final List<String> SOURCES = List.of("json", "header", "status", "body");
    private final Faults faults;
    private final ExpectationParser expectations;

    CaptureParser(Faults faults, ExpectationParser expectations) {
        this.faults = faults;
        this.expectations = expectations;
    }

    List<Capture> parse(Fields step, Names names) {
        List<Capture> captures = new ArrayList<>();
        List<Node.Entry> entries =
                step.mapping("capture").map(Node.Mapping::entries).orElse(List.of());
        for (Node.Entry entry : entries) {
            names.declare(entry.key(), entry.at(), "the capture");
            Fields.mapping(entry.value(), "the capture '" + entry.key() + "'", faults)
                    .flatMap(mapping -> capture(entry, mapping))
                    .ifPresent(captures::add);
        }
        return captures;
    }

    private Optional<Capture> capture(Node.Entry entry, Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.CAPTURE, faults);
        List<Node.Entry> sources = fields.entries(SOURCES);
        boolean isSecret = fields.flag("secret");
        fields.done();
        if (sources.size() != 1) {
            faults.add(mapping.at(), "a capture takes one of " + String.join(", ", SOURCES));
            return Optional.empty();
        }
        return source(fields, sources.getFirst()).map(source -> new Capture(entry.key(), source, isSecret, entry.at()));
    }

    private Optional<Capture.Source> source(Fields fields, Node.Entry source) {
        return switch (source.key()) {
            case "json" ->
                fields.text("json").map(query -> {
                    expectations.query(query.text(), query.at());
                    return new Capture.Source.Json(query.text());
                });
            case "header" -> fields.text("header").map(name -> new Capture.Source.Header(name.text()));
            case "status" -> whole(fields, source, new Capture.Source.Status());
            default -> whole(fields, source, new Capture.Source.WholeBody());
        };
    }

    private Optional<Capture.Source> whole(Fields fields, Node.Entry entry, Capture.Source source) {
        if (fields.flag(entry.key())) {
            return Optional.of(source);
        }
        faults.add(entry.at(), "a capture of the " + entry.key() + " is written '" + entry.key() + ": true'");
        return Optional.empty();
    }
}

package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.NamedTemplate;
import dev.slipway.smoke.suite.Template;
import dev.slipway.smoke.suite.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the texts of one step that may use variables. */
final class Templates {
    private final Names names;
    private final Faults faults;
    private final List<VariableUse> uses = new ArrayList<>();

    Templates(Names names, Faults faults) {
        this.names = names;
        this.faults = faults;
    }

    Names names() {
        return names;
    }

    Faults faults() {
        return faults;
    }

    /** The variables used so far; grows. */
    List<VariableUse> uses() {
        return uses;
    }

    /** One text; numbers and booleans are taken as they are written. */
    Optional<Template> text(String key, Node value) {
        if (value instanceof Node.Scalar scalar && !scalar.value().isNull()) {
            return Optional.of(names.template(scalar.text(), scalar.at(), uses));
        }
        faults.add(value.at(), "'" + key + "' takes a text, but got " + value.kind());
        return Optional.empty();
    }

    Optional<NamedTemplate> named(Node.Entry entry) {
        return named(entry, entry.value());
    }

    private Optional<NamedTemplate> named(Node.Entry entry, Node value) {
        return text(entry.key(), value).map(text -> new NamedTemplate(entry.key(), text));
    }

    List<NamedTemplate> all(Node.Mapping mapping) {
        return mapping.entries().stream()
                .map(this::named)
                .flatMap(Optional::stream)
                .toList();
    }

    /** As {@link #all}, and a list under a key names it several times. */
    List<NamedTemplate> lists(Node.Mapping mapping) {
        List<NamedTemplate> all = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            List<Node> values = entry.value() instanceof Node.Sequence list ? list.elements() : List.of(entry.value());
            values.forEach(value -> named(entry, value).ifPresent(all::add));
        }
        return all;
    }
}

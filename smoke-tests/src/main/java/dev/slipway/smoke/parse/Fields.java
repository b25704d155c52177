package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.HttpVersion;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.SourceSpan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A mapping read key by key. What its {@link Block} does not list is a fault. */
final class Fields {
    private final Node.Mapping mapping;
    private final Block block;
    private final Faults faults;

    Fields(Node.Mapping mapping, Block block, Faults faults) {
        this.mapping = mapping;
        this.block = block;
        this.faults = faults;
    }

    SourceSpan at() {
        return mapping.at();
    }

    /** The entry of {@code key}, if it was written. */
    Optional<Node.Entry> entry(String key) {
        if (!block.keys().contains(key)) {
            throw new IllegalArgumentException("'" + key + "' is no key of " + block);
        }
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    Optional<Node> node(String key) {
        return entry(key).map(Node.Entry::value);
    }

    /** A text; numbers and the like have to be quoted. */
    Optional<Node.Scalar> text(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar
                    && scalar.value().isTextual()
                    && !scalar.text().isBlank()) {
                return Optional.of(scalar);
            }
            faults.add(node.at(), "'" + key + "' takes a text, but got " + node.kind());
            return Optional.empty();
        });
    }

    /** A text that may look like a number. */
    Optional<Node.Scalar> digits(String key) {
        return node(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar && !scalar.value().isNull()) {
                return Optional.of(scalar);
            }
            faults.add(node.at(), "'" + key + "' takes a text, but got " + node.kind());
            return Optional.empty();
        });
    }

    /** A text that has to be there. */
    Optional<Node.Scalar> requiredText(String key) {
        Optional<Node.Scalar> text = text(key);
        require(key);
        return text;
    }

    /** Faults a missing key. */
    void require(String key) {
        if (entry(key).isEmpty()) {
            faults.add(mapping.at(), block.title() + " needs '" + key + "'");
        }
    }

    /** True or false; false if it is not there. */
    boolean flag(String key) {
        return flag(key, false);
    }

    boolean flag(String key, boolean otherwise) {
        return node(key)
                .map(node -> {
                    if (node instanceof Node.Scalar scalar && scalar.value().isBoolean()) {
                        return scalar.value().booleanValue();
                    }
                    faults.add(node.at(), "'" + key + "' takes true or false, but got " + node.kind());
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** Faults anything but {@code only}. */
    void constant(String key, int only) {
        node(key)
                .filter(node -> !(node instanceof Node.Scalar scalar
                        && scalar.value().isIntegralNumber()
                        && scalar.value().decimalValue().intValue() == only))
                .ifPresent(node -> faults.add(
                        node.at(),
                        "'" + key + "' must be " + only + ", the only one there is, but got " + node.kind()));
    }

    /** A version of HTTP. */
    Optional<HttpVersion> version(String key) {
        return node(key).flatMap(node -> {
            Optional<HttpVersion> version =
                    node instanceof Node.Scalar scalar ? HttpVersion.parse(scalar.text()) : Optional.empty();
            if (version.isEmpty()) {
                faults.add(
                        node.at(),
                        "'" + key + "' takes " + String.join(" or ", HttpVersion.keys()) + ", but got " + node.kind());
            }
            return version;
        });
    }

    /** A whole number that has to be there; {@code min} if it is not. */
    int requiredWhole(String key, int min, int max) {
        require(key);
        return whole(key, min, min, max);
    }

    int whole(String key, int otherwise, int min, int max) {
        return node(key)
                .map(node -> {
                    if (node instanceof Node.Scalar scalar
                            && scalar.value().isIntegralNumber()
                            && scalar.value().canConvertToInt()
                            && scalar.value().intValue() >= min
                            && scalar.value().intValue() <= max) {
                        return scalar.value().intValue();
                    }
                    faults.add(
                            node.at(),
                            "'" + key + "' takes a whole number from " + min + " to " + max + ", but got "
                                    + node.kind());
                    return otherwise;
                })
                .orElse(otherwise);
    }

    /** A duration more than zero and at most {@code max}. */
    Optional<Duration> duration(String key, Duration max) {
        return node(key).flatMap(node -> {
            Optional<Duration> parsed =
                    node instanceof Node.Scalar scalar ? Durations.parse(scalar.text()) : Optional.empty();
            if (parsed.isEmpty()) {
                faults.add(
                        node.at(),
                        "'" + key + "' takes a duration with a unit, such as 500ms or 5s, but got " + node.kind());
            } else if (!parsed.get().isPositive() || parsed.get().compareTo(max) > 0) {
                faults.add(
                        node.at(),
                        "'" + key + "' must be more than 0 and at most " + Durations.text(max) + ", but got "
                                + node.kind());
                return Optional.empty();
            }
            return parsed;
        });
    }

    /** A list of texts; a lone text is a list of one. */
    List<String> texts(String key) {
        return node(key)
                .map(node -> elements(node).stream()
                        .<String>mapMulti((one, out) -> {
                            if (one instanceof Node.Scalar scalar
                                    && scalar.value().isTextual()) {
                                out.accept(scalar.text());
                            } else {
                                faults.add(one.at(), "'" + key + "' takes texts, but got " + one.kind());
                            }
                        })
                        .toList())
                .orElse(List.of());
    }

    /** Whole numbers; a lone one is a list of one. */
    List<Integer> wholes(String key, int min, int max) {
        return node(key)
                .map(node -> elements(node).stream()
                        .<Integer>mapMulti((one, out) -> {
                            if (one instanceof Node.Scalar scalar
                                    && scalar.value().isIntegralNumber()
                                    && scalar.value().canConvertToInt()
                                    && scalar.value().intValue() >= min
                                    && scalar.value().intValue() <= max) {
                                out.accept(scalar.value().intValue());
                            } else {
                                faults.add(
                                        one.at(),
                                        "'" + key + "' takes a whole number from " + min + " to " + max
                                                + " or a list of them, but got " + one.kind());
                            }
                        })
                        .toList())
                .orElse(List.of());
    }

    /** The elements of a list that must have some, each read by {@code read}. */
    <T> List<T> list(String key, Function<Node, Optional<T>> read) {
        return node(key)
                .map(node -> {
                    if (node instanceof Node.Sequence sequence
                            && !sequence.elements().isEmpty()) {
                        return sequence.elements().stream()
                                .map(read)
                                .flatMap(Optional::stream)
                                .toList();
                    }
                    faults.add(
                            node.at(),
                            "'" + key + "' takes a list with something in it, but got "
                                    + (node instanceof Node.Sequence ? "an empty list" : node.kind()));
                    return List.<T>of();
                })
                .orElse(List.of());
    }

    /** The mapping under {@code key}. */
    Optional<Node.Mapping> mapping(String key) {
        return node(key).flatMap(node -> mapping(node, "'" + key + "'", faults));
    }

    static Optional<Node.Mapping> mapping(Node node, String what, Faults faults) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        faults.add(node.at(), what + " takes a mapping, but got " + node.kind());
        return Optional.empty();
    }

    private static List<Node> elements(Node node) {
        return node instanceof Node.Sequence sequence ? sequence.elements() : List.of(node);
    }

    /** The keys that are there, of those in {@code some}. */
    List<Node.Entry> entries(List<String> some) {
        return some.stream().map(this::entry).flatMap(Optional::stream).toList();
    }

    /** Faults every key that has no place here. */
    void done() {
        mapping.entries().stream()
                .filter(entry -> !block.keys().contains(entry.key()))
                .forEach(entry -> faults.add(
                        entry.at(),
                        "unknown key '" + entry.key() + "' in " + block.title()
                                + Nearest.hint(entry.key(), block.keys())));
    }
}

package dev.slipway.deployer.config;

import dev.slipway.deployer.problem.NearestName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One value of a file and what it may be read as. A reading that fails is a fault, and empty. */
final class Value {
    private final String file;
    private final String path;
    private final Node node;
    private final Findings findings;

    Value(String file, String path, Node node, Findings findings) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.findings = findings;
    }

    Place place() {
        return Place.of(file, node.getStartMark());
    }

    /** Where it is in the file, such as {@code image.tags}. */
    String path() {
        return path;
    }

    void fault(String text) {
        findings.fault(place(), text);
    }

    <T> Optional<T> refused(String text) {
        fault(text);
        return Optional.empty();
    }

    /** A text that is not empty. Numbers are taken as written, so that the tag 1.10 stays what it is. */
    Optional<String> text() {
        if (!(node instanceof ScalarNode scalar)
                || scalar.getTag().equals(Tag.NULL)
                || scalar.getTag().equals(Tag.BOOL)) {
            return refused(path + " must be a text, and is " + kind());
        }
        return scalar.getValue().isBlank() ? refused(path + " is empty") : Optional.of(scalar.getValue());
    }

    Optional<Boolean> flag() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)
                ? Optional.of(Boolean.valueOf(scalar.getValue().toLowerCase(Locale.ROOT)))
                : refused(path + " must be true or false, and is " + kind());
    }

    /** A whole number in a range, both ends included. */
    Optional<Integer> number(int min, int max) {
        Optional<BigDecimal> number = decimal();
        if (number.isPresent()
                && (number.get().stripTrailingZeros().scale() > 0
                        || number.get().compareTo(BigDecimal.valueOf(min)) < 0
                        || number.get().compareTo(BigDecimal.valueOf(max)) > 0)) {
            return refused(path + " must be a whole number from " + min + " to " + max + ", and is " + kind());
        }
        return number.map(BigDecimal::intValue);
    }

    /** A percentage in steps of 0.1, from {@code min} to 100, both ends included. */
    Optional<Double> percent(double min) {
        Optional<BigDecimal> number = decimal();
        if (number.isPresent()
                && (number.get().stripTrailingZeros().scale() > 1
                        || number.get().compareTo(BigDecimal.valueOf(min)) < 0
                        || number.get().compareTo(BigDecimal.valueOf(100)) > 0)) {
            return refused(path + " must be from " + min + " to 100 in steps of 0.1, and is " + kind());
        }
        return number.map(BigDecimal::doubleValue);
    }

    private Optional<BigDecimal> decimal() {
        if (node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
            try {
                return Optional.of(new BigDecimal(scalar.getValue()));
            } catch (NumberFormatException e) {
                return refused(path + " must be a decimal number, and is " + kind());
            }
        }
        return refused(path + " must be a number, and is " + kind());
    }

    /** A duration of more than zero. */
    Optional<Duration> duration() {
        return durationOrZero()
                .flatMap(duration ->
                        duration.isZero() ? refused(path + " must be more than zero") : Optional.of(duration));
    }

    private Optional<Duration> durationOrZero() {
        Optional<String> text = text();
        Optional<Duration> duration = text.flatMap(Durations::parse);
        if (text.isPresent() && duration.isEmpty()) {
            return text.get().chars().allMatch(Character::isDigit)
                    ? refused("'" + text.get() + "' has no unit; write it as '" + text.get() + "m' or '" + text.get()
                            + "s'")
                    : refused("'" + text.get() + "' is not a duration; write it like '90s', '10m', '1h30m' or '14d'");
        }
        return duration;
    }

    /** What ECS takes in whole minutes: zero to a day. */
    Optional<Duration> minutes() {
        return durationOrZero().flatMap(duration -> {
            if (!duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
                return refused(path + " must be in whole minutes, as ECS takes it, and is " + kind());
            }
            return duration.toMinutes() <= 1440
                    ? Optional.of(duration)
                    : refused(path + " must be at most 1440 minutes (24h), and is " + kind());
        });
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return text().flatMap(text -> choices.containsKey(text)
                ? Optional.ofNullable(choices.get(text))
                : refused(path + " can't be '" + text + "'" + NearestName.hint(text, choices.keySet())));
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** The elements of a list, none of them twice the same scalar. */
    List<Value> list() {
        if (!(node instanceof SequenceNode sequence)) {
            fault(path + " must be a list, and is " + kind());
            return List.of();
        }
        var elements = new ArrayList<Value>();
        for (Node element : sequence.getValue()) {
            elements.add(new Value(file, path + "[" + elements.size() + "]", element, findings));
        }
        return elements;
    }

    /** The texts of a list without repetition. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        for (Value element : list()) {
            element.text().ifPresent(text -> {
                if (texts.contains(text)) {
                    element.fault("'" + text + "' stands in " + path + " twice");
                }
                texts.add(text);
            });
        }
        return texts;
    }

    Optional<Fields> fields() {
        return node instanceof MappingNode mapping
                ? Optional.of(new Fields(file, path, mapping, findings))
                : refused((path.isEmpty() ? "the file" : path) + " must be a mapping of keys to values, and is "
                        + kind());
    }

    private String kind() {
        return switch (node) {
            case MappingNode ignored -> "a mapping";
            case SequenceNode ignored -> "a list";
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "empty";
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            default -> "something else";
        };
    }
}

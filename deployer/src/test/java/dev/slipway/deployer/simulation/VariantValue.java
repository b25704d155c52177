package dev.slipway.deployer.simulation;

import dev.slipway.sandbox.model.AwsVariant;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One answer to one open question about AWS.
 *
 * @param question a component of {@link AwsVariant}
 * @param answer   one of its values; of times, which full second
 */
record VariantValue(String question, String answer) implements Comparable<VariantValue> {
    private static final int LONGEST_SECONDS = 5;
    private static final Comparator<VariantValue> ORDER =
            Comparator.comparing(VariantValue::question).thenComparing(VariantValue::answer);

    /** The answers that one AWS gives. */
    static List<VariantValue> of(AwsVariant variant) {
        return Stream.of(AwsVariant.class.getRecordComponents())
                .map(component -> new VariantValue(component.getName(), text(value(component, variant))))
                .toList();
    }

    /** All that can be drawn. */
    static SortedSet<VariantValue> all() {
        var all = new TreeSet<VariantValue>();
        for (RecordComponent component : AwsVariant.class.getRecordComponents()) {
            answers(component.getType()).forEach(answer -> all.add(new VariantValue(component.getName(), answer)));
        }
        return all;
    }

    private static Stream<String> answers(Class<?> type) {
        if (type == boolean.class) {
            return Stream.of("false", "true");
        }
        return type == Duration.class
                ? IntStream.range(0, LONGEST_SECONDS).mapToObj(VariantValue::seconds)
                : Stream.of(type.getEnumConstants()).map(Object::toString);
    }

    private static String text(Object value) {
        return value instanceof Duration time
                ? seconds((int) Math.min(time.toSeconds(), LONGEST_SECONDS - 1))
                : value.toString();
    }

    private static String seconds(int from) {
        return from + " to " + (from + 1) + " s";
    }

    private static Object value(RecordComponent component, AwsVariant variant) {
        try {
            return component.getAccessor().invoke(variant);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    public int compareTo(VariantValue other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "`" + question + "` | " + answer;
    }
}

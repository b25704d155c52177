package dev.slipway.sandbox;

import dev.slipway.sandbox.model.AwsVariant;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code likeliest}, {@code seed:42} and {@code hookRollback=…,rulePropagation=3s}. */
final class VariantOption implements ITypeConverter<AwsVariant> {

    @Override
    public AwsVariant convert(String text) {
        if (text.equals("likeliest")) {
            return AwsVariant.likeliest();
        }
        if (text.matches("seed:\\d{1,18}")) {
            return AwsVariant.draw(new SplittableRandom(Long.parseLong(text.substring("seed:".length()))));
        }
        var chosen = new LinkedHashMap<String, String>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1
                    || Arrays.stream(components()).noneMatch(c -> c.getName().equals(pair.substring(0, equals)))) {
                throw new TypeConversionException("'" + pair
                        + "' is no choice; write 'likeliest', 'seed:<number>', or '<question>=<answer>,…' with a question of "
                        + Arrays.stream(components())
                                .map(RecordComponent::getName)
                                .collect(Collectors.joining(", ")));
            }
            chosen.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return likeliestBut(chosen);
    }

    private static RecordComponent[] components() {
        return AwsVariant.class.getRecordComponents();
    }

    private static AwsVariant likeliestBut(Map<String, String> chosen) {
        try {
            var types = new Class<?>[components().length];
            var values = new Object[components().length];
            for (int i = 0; i < values.length; i++) {
                RecordComponent component = components()[i];
                String text = chosen.get(component.getName());
                types[i] = component.getType();
                values[i] =
                        text == null ? component.getAccessor().invoke(AwsVariant.likeliest()) : value(component, text);
            }
            return AwsVariant.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the variants' record can't be built", e);
        }
    }

    private static Object value(RecordComponent component, String text) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            return Durations.parse(text);
        }
        List<Object> allowed = type == boolean.class ? List.of(true, false) : List.of(type.getEnumConstants());
        for (Object constant : allowed) {
            if (constant.toString().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new TypeConversionException("'" + text + "' is no answer to " + component.getName()
                + "; allowed are "
                + allowed.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}

package dev.slipway.sandbox.model.ecs;

import dev.slipway.sandbox.model.AwsVariant;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The likeliest variant with single answers changed. */
final class Variants {
    private Variants() {}

    /** Each answer takes the place of the one of its own type; types that occur once only. */
    static AwsVariant with(Object... answers) {
        var components = AwsVariant.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> read(component, AwsVariant.likeliest()))
                .toArray();
        for (Object answer : answers) {
            for (int i = 0; i < values.length; i++) {
                if (values[i].getClass() == answer.getClass() && answer instanceof Enum) {
                    values[i] = answer;
                }
            }
        }
        return make(components, values);
    }

    /** With one component, by name, changed. */
    static AwsVariant with(String name, Object answer) {
        var components = AwsVariant.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component.getName().equals(name) ? answer : read(component, AwsVariant.likeliest()))
                .toArray();
        return make(components, values);
    }

    private static Object read(RecordComponent component, AwsVariant variant) {
        try {
            return component.getAccessor().invoke(variant);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AwsVariant make(RecordComponent[] components, Object[] values) {
        try {
            return AwsVariant.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

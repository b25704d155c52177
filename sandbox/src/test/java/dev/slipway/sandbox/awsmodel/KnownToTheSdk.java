package dev.slipway.sandbox.awsmodel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Looks through what the SDK's unmarshaller made of each answer for values that it does not know. */
public final class KnownToTheSdk implements ExecutionInterceptor {
    private final Witness witness;

    public KnownToTheSdk(Witness witness) {
        this.witness = witness;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var todo = new ArrayDeque<SdkPojo>();
        todo.add(context.response());
        for (SdkPojo next = todo.poll(); next != null; next = todo.poll()) {
            SdkPojo looked = next;
            unknownEnums(looked);
            looked.sdkFields().forEach(field -> collect(value(field, looked), todo));
        }
    }

    private static @Nullable Object value(SdkField<?> field, SdkPojo of) {
        return field.getValueOrDefault(of);
    }

    private static void collect(@Nullable Object value, ArrayDeque<SdkPojo> todo) {
        if (value instanceof SdkPojo pojo) {
            todo.add(pojo);
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> collect(item, todo));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, todo));
        }
    }

    private void unknownEnums(SdkPojo pojo) {
        for (Method method : pojo.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && method.getReturnType().isEnum()) {
                try {
                    Object value = method.invoke(pojo);
                    if (value instanceof Enum<?> known && known.name().equals("UNKNOWN_TO_SDK_VERSION")) {
                        String text = String.valueOf(pojo.getClass()
                                .getMethod(method.getName() + "AsString")
                                .invoke(pojo));
                        witness.unknownToTheSdk(method.getReturnType().getSimpleName(), text);
                    }
                } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(method.toString(), e);
                }
            }
        }
    }
}

package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.SignedCall;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares a request with the record it is to become: a member the record lacks is refused, unless ignoring it harms
 * nobody; a member that must be there and is not is refused, as is a value that AWS has not; a list or map that may be left out becomes empty.
 */
final class Shapes {
    private final ObjectMapper mapper;
    private final Predicate<String> harmless;
    private final Map<Class<?>, Map<String, Member>> known = new ConcurrentHashMap<>();

    /** What is held against a request: what AWS's models say of values, and the kinds in which its protocol writes them. */
    record Held(Constraints values, Kinds kinds) {}

    /** What a record's component is on the wire. */
    private record Member(JavaType type, boolean required) {}

    /**
     * Shapes as {@code mapper} names members.
     *
     * @param harmless says of a path such as {@code CreateService.tags} whether it may be ignored
     */
    Shapes(ObjectMapper mapper, Predicate<String> harmless) {
        this.mapper = mapper;
        this.harmless = harmless;
    }

    /**
     * Makes {@code members} ready to become a {@code type}.
     *
     * @param held what AWS refuses
     * @throws AwsRefusal if a member is not modelled, one is missing, or one has a value that AWS has not
     */
    void settle(ObjectNode members, Class<?> type, String action, Held held) {
        settleRecord(members, type, action, action, held);
    }

    private void settleRecord(ObjectNode members, Class<?> type, String path, String action, Held held) {
        if (isWholeTree(type)) {
            return;
        }
        Map<String, Member> shape = known.computeIfAbsent(type, this::shapeOf);
        for (String name : names(members)) {
            String here = path + "." + name;
            Member member = shape.get(name);
            if (member == null) {
                refuseUnlessHarmless(here, action, shape);
                members.remove(name);
            } else if (members.get(name).isNull()) {
                members.remove(name);
            } else if (held.kinds().isEmptyList(members.get(name), member.type())) {
                members.putArray(name);
            } else {
                settle(members.get(name), member.type(), here, action, held);
            }
        }
        shape.forEach((name, member) -> fill(members, name, member));
    }

    private void settle(JsonNode node, JavaType type, String path, String action, Held held) {
        held.kinds().check(node, type);
        if (type.getRawClass().isRecord() && node instanceof ObjectNode object) {
            settleRecord(object, type.getRawClass(), path, action, held);
        } else if (type.isMapLikeType() && node instanceof ObjectNode object) {
            object.forEach(value -> settle(value, type.getContentType(), path, action, held));
        } else if (type.isCollectionLikeType() && node instanceof ArrayNode array) {
            held.values().check(path, array);
            array.forEach(value -> settle(value, type.getContentType(), path, action, held));
        } else if (node.isValueNode()) {
            held.values().check(path, node);
        }
    }

    private static void fill(ObjectNode members, String name, Member member) {
        if (!member.required() || members.has(name) || member.type().isPrimitive()) {
            return;
        }
        if (member.type().isCollectionLikeType()) {
            members.putArray(name);
        } else if (member.type().isMapLikeType()) {
            members.putObject(name);
        } else {
            throw AwsRefusal.client(
                    "ValidationException",
                    "1 validation error detected: Value null at '" + name
                            + "' failed to satisfy constraint: Member must not be null");
        }
    }

    private void refuseUnlessHarmless(String path, String action, Map<String, Member> shape) {
        String anywhere = "*" + path.substring(path.lastIndexOf('.'));
        if (!harmless.test(path) && !harmless.test(anywhere)) {
            throw AwsRefusal.notModelled("The sandbox does not model the member '"
                    + path.substring(action.length() + 1) + "' of " + action
                    + ". It could change what happens, so it is refused rather than ignored. Modelled here: "
                    + String.join(", ", shape.keySet()) + ".");
        }
    }

    /** Whether the record keeps the tree as it is, whatever stands in it. */
    private static boolean isWholeTree(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private Map<String, Member> shapeOf(Class<?> type) {
        JavaType javaType = mapper.constructType(type);
        List<BeanPropertyDefinition> properties =
                mapper.getSerializationConfig().introspect(javaType).findProperties();
        var shape = new TreeMap<String, Member>();
        for (BeanPropertyDefinition property : properties) {
            RecordComponent component = component(type, property.getInternalName());
            boolean isCaller = SignedCall.class.isAssignableFrom(type)
                    && property.getInternalName().equals("caller");
            if (component != null && !isCaller) {
                shape.put(
                        property.getName(),
                        new Member(mapper.constructType(component.getGenericType()), !mayBeAbsent(component)));
            }
        }
        return shape;
    }

    private static @Nullable RecordComponent component(Class<?> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || JsonNode.class.isAssignableFrom(component.getType());
    }

    private static List<String> names(ObjectNode members) {
        var names = new ArrayList<String>();
        members.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What is known to exist although the models lack it: {@code aws-models/beyond-the-model.json}, each with its source. */
public final class BeyondTheModel {
    private static final JsonNode ALL = AwsModel.resource("beyond-the-model.json");
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private BeyondTheModel() {}

    /** Whether a string may have this value although its enum lacks it. */
    static boolean value(String service, String shape, String value) {
        return has("values", service + "." + shape + "=" + value) || has("values", "*." + shape + "=" + value);
    }

    /** Whether a structure may have this member although its shape lacks it. */
    static boolean member(String service, String shape, String member) {
        return has("members", service + "." + shape + "." + member);
    }

    /** Whether an operation may answer with this error although it is not documented for it. */
    static boolean error(String service, String operation, String code) {
        return has("errors", service + "." + operation + " " + code)
                || has("errors", service + ".* " + code)
                || has("errors", "*.* " + code);
    }

    private static boolean has(String kind, String name) {
        boolean listed = ALL.path(kind).has(name);
        if (listed) {
            USED.add(kind + " " + name);
        }
        return listed;
    }

    /** Everything that is allowed, as {@code kind name}. */
    static List<String> names() {
        return List.of("values", "members", "errors").stream()
                .flatMap(
                        kind -> StreamSupport.stream(ALL.path(kind).properties().spliterator(), false)
                                .map(entry -> kind + " " + entry.getKey()))
                .toList();
    }

    /** The source of an entry of {@link #names}. */
    static String source(String name) {
        int space = name.indexOf(' ');
        return ALL.path(name.substring(0, space))
                .path(name.substring(space + 1))
                .asText();
    }
}

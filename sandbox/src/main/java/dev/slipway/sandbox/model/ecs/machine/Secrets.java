package dev.slipway.sandbox.model.ecs.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.ParameterValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a task definition calls secrets: parameters whose values, as they are when a task starts, become environment variables
 * of its containers.
 */
final class Secrets {
    private Secrets() {}

    /** The parameters that are not there, as the task definition names them. */
    static List<String> missing(JsonNode definition, ParameterValues values) {
        return containers(definition)
                .flatMap(container -> elements(container.path("secrets")))
                .map(secret -> secret.path("valueFrom").asText())
                .filter(parameter -> values.valueOf(parameter).isEmpty())
                .distinct()
                .toList();
    }

    /** Why a task whose parameters are missing did not start (docs/aws.md, Tasks [ssm-inv]). */
    static String reason(List<String> missing) {
        return "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed:"
                + " unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: "
                + String.join(", ", missing);
    }

    /** The containers with the values added to their environments. */
    static List<ContainerSpec> filled(List<ContainerSpec> specs, JsonNode definition, ParameterValues values) {
        return specs.stream().map(spec -> filled(spec, definition, values)).toList();
    }

    private static ContainerSpec filled(ContainerSpec spec, JsonNode definition, ParameterValues values) {
        var environment = new LinkedHashMap<>(spec.environment());
        containers(definition)
                .filter(container -> container.path("name").asText().equals(spec.name()))
                .flatMap(container -> elements(container.path("secrets")))
                .forEach(secret -> {
                    Optional<String> value =
                            values.valueOf(secret.path("valueFrom").asText());
                    value.ifPresent(text -> environment.put(secret.path("name").asText(), text));
                });
        return spec.with(spec.command(), environment);
    }

    private static Stream<JsonNode> containers(JsonNode definition) {
        return elements(definition.path("containerDefinitions"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}

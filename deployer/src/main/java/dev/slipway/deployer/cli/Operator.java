package dev.slipway.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Writes commands into a service's parameter and waits for what the deployer answers to that very version. */
public final class Operator {
    private static final JsonMapper JSON = new JsonMapper();

    private final Parameters parameters;
    private final String prefix;
    private final BooleanSupplier pause;

    /**
     * An operator.
     *
     * @param prefix of the parameters, without slashes
     * @param pause  waits a moment; false once patience is over
     */
    public Operator(Parameters parameters, String prefix, BooleanSupplier pause) {
        this.parameters = parameters;
        this.prefix = prefix;
        this.pause = pause;
    }

    /**
     * What came of a command.
     *
     * @param parameter it was written to
     * @param version   it was written as
     * @param reply     the deployer's; empty if none came in time
     */
    record Written(String parameter, long version, Optional<Reply> reply) {}

    /** The deployer's answer. */
    record Reply(boolean accepted, String answer, String release) {}

    /** Throws {@code PortFailure}. */
    Written write(ServiceName service, String line) {
        String parameter = "/" + prefix + "/command/" + service;
        String status = "/" + prefix + "/status/" + service;
        long version = parameters.put(parameter, line);
        Optional<Reply> reply = reply(status, parameter, version);
        while (reply.isEmpty() && pause.getAsBoolean()) {
            reply = reply(status, parameter, version);
        }
        return new Written(parameter, version, reply);
    }

    private Optional<Reply> reply(String status, String parameter, long version) {
        return parameters.current(List.of(status)).stream()
                .findFirst()
                .map(ParameterView::value)
                .map(Operator::answers)
                .flatMap(answers -> of(answers, parameter, version));
    }

    private static JsonNode answers(String status) {
        try {
            return JSON.readTree(status).path("answers");
        } catch (JsonProcessingException e) {
            // Whoever wrote that, it is no answer to us.
            return JSON.createArrayNode();
        }
    }

    private static Optional<Reply> of(JsonNode answers, String parameter, long version) {
        for (JsonNode answer : answers) {
            if (answer.path("version").asLong() == version
                    && answer.path("parameter").asText().equals(parameter)) {
                return Optional.of(new Reply(
                        answer.path("accepted").asBoolean(),
                        answer.path("answer").asText(),
                        answer.path("release").asText()));
            }
        }
        return Optional.empty();
    }
}

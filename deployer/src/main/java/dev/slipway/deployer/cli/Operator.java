package dev.slipway.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Parameters;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Writes commands into a service's parameter and waits for what the deployer answers to that very version. */
public final class Operator {
    private static final JsonMapper JSON = new JsonMapper();

    private final Parameters parameters;
    private final String prefix;
    private final Supplier<List<ServiceName>> services;
    private final BooleanSupplier pause;

    /**
     * An operator.
     *
     * @param prefix   of the parameters, without slashes
     * @param services all that Slipway looks after; asked only for a command to all of them
     * @param pause    waits a moment; false once patience is over
     */
    public Operator(Parameters parameters, String prefix, Supplier<List<ServiceName>> services, BooleanSupplier pause) {
        this.parameters = parameters;
        this.prefix = prefix;
        this.services = services;
        this.pause = pause;
    }

    /**
     * What came of a command.
     *
     * @param parameter it was written to
     * @param version   it was written as
     * @param replies   the deployer's, for each service that it was for; empty if none came in time
     */
    record Written(String parameter, long version, SortedMap<ServiceName, Optional<Reply>> replies) {
        Written {
            replies = Collections.unmodifiableSortedMap(new TreeMap<>(replies));
        }

        /** Whether every service has answered. */
        boolean isAnswered() {
            return replies.values().stream().allMatch(Optional::isPresent);
        }
    }

    /** The deployer's answer. */
    record Reply(boolean accepted, String answer, String release) {}

    /** Whose parameter a command is written to, which is what IAM can tell apart. */
    enum Channel {
        COMMAND,
        ADMIN;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Throws {@code PortFailure}. */
    Written write(Channel channel, Addressee addressee, String line) {
        List<ServiceName> asked = addressee.service().map(List::of).orElseGet(services);
        String parameter = "/" + prefix + "/" + channel.text() + "/" + addressee;
        long version = parameters.put(parameter, line);
        var replies = new TreeMap<ServiceName, Optional<Reply>>();
        asked.forEach(service -> replies.put(service, Optional.empty()));
        do {
            replies.replaceAll((service, reply) ->
                    reply.isPresent() ? reply : reply("/" + prefix + "/status/" + service, parameter, version));
        } while (replies.containsValue(Optional.empty()) && pause.getAsBoolean());
        return new Written(parameter, version, replies);
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

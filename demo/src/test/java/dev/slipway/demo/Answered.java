package dev.slipway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What the status parameter says of one version of the command parameter.
 *
 * @param version  of the parameter
 * @param command  as written
 * @param accepted whether it was obeyed
 */
record Answered(long version, String command, boolean accepted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All answers that the parameter holds, the oldest first. */
    static List<Answered> parse(String status) {
        try {
            var answers = new ArrayList<Answered>();
            JSON.readTree(status)
                    .path("answers")
                    .forEach(answer -> answers.add(new Answered(
                            answer.path("version").asLong(),
                            answer.path("command").asText(),
                            answer.path("accepted").asBoolean())));
            return List.copyOf(answers);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the status parameter is no JSON: " + status, e);
        }
    }
}

package dev.slipway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.demo.program.DemoFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One release, as the deployer's {@code history} tells it.
 *
 * @param id       the release's own
 * @param trigger  why it exists, for example {@code push}
 * @param tag      the image's; may be empty
 * @param state    for example {@code Live}
 * @param endClass why it ended so, for example {@code smoke-failed}; empty for a release that went well
 */
record Recorded(String id, String trigger, String tag, String state, String endClass) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ENDS =
            Set.of("Live", "RolledBack", "Failed", "Refused", "Replaced", "Superseded", "Cancelled");

    boolean isOver() {
        return ENDS.contains(state);
    }

    /**
     * Reads what {@code history --output json} printed, or what the deployer serves of a service's releases; newest first,
     * as there.
     *
     * @throws DemoFailure if it is not such a history
     */
    static List<Recorded> parse(String printed) {
        try {
            var history = new ArrayList<Recorded>();
            for (JsonNode release : releases(printed)) {
                history.add(new Recorded(
                        release.required("release").asText(),
                        release.required("trigger").asText(),
                        release.path("image").path("tag").asText(""),
                        release.required("state").asText(),
                        release.path("because").asText("")));
            }
            return List.copyOf(history);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw DemoFailure.unreadable("the history", printed, e);
        }
    }

    private static JsonNode releases(String printed) throws JsonProcessingException {
        JsonNode told = JSON.readTree(printed);
        JsonNode releases = told.isObject() ? told.path("releases") : told;
        if (!releases.isArray()) {
            throw new IllegalArgumentException("a list of releases was expected");
        }
        return releases;
    }
}

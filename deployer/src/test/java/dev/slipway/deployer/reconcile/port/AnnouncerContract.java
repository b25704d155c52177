package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Announcer} keeps to. */
public abstract class AnnouncerContract {
    private static final JsonMapper JSON = new JsonMapper();

    protected abstract Announcer announcer();

    /** What whoever listens has heard since the last call; waits a little if it is nothing. */
    protected abstract List<Heard> heard();

    /** An event as it arrives. */
    public record Heard(String source, String detailType, JsonNode detail) {}

    @Test
    void reachesWhoeverListensToTheSourceSlipway() {
        announcer().announce("Slipway Release State Change", "{\"id\":\"R#7\",\"what\":\"ä\"}");

        List<Heard> heard = heard();

        assertThat(heard)
                .containsExactly(
                        new Heard("slipway", "Slipway Release State Change", json("{\"id\":\"R#7\",\"what\":\"ä\"}")));
    }

    @Test
    void tellsARepetitionAgain() {
        announcer().announce("Slipway Problem", "{\"id\":\"P#1\"}");
        announcer().announce("Slipway Problem", "{\"id\":\"P#1\"}");

        var heard = new ArrayList<>(heard());
        for (int look = 0; look < 10 && heard.size() < 2; look++) {
            heard.addAll(heard());
        }

        var once = new Heard("slipway", "Slipway Problem", json("{\"id\":\"P#1\"}"));
        assertThat(heard).containsExactly(once, once);
    }

    /** Reads an event's text. */
    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

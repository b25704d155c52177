package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Method;
import dev.slipway.smoke.suite.Poll;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code poll}. */
record PollParser(Faults faults) {
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration EVERY = Duration.ofMillis(500);

    Poll parse(Node.Mapping mapping, Optional<Method> method, boolean isSafe) {
        Fields fields = new Fields(mapping, Block.POLL, faults);
        fields.require("within");
        Duration within = fields.duration("within", MOST).orElse(MOST);
        Duration every = fields.duration("every", MOST).orElse(EVERY.compareTo(within) < 0 ? EVERY : within);
        if (every.compareTo(within) > 0) {
            faults.add(mapping.at(), "'every' must not be longer than 'within'");
        }
        if (method.filter(one -> !one.isIdempotent()).isPresent() && !isSafe) {
            faults.add(
                    mapping.at(),
                    "'poll' sends again, so it takes a safe or idempotent method; if this '"
                            + method.get().key() + "' changes nothing, say 'safe: true' on the step");
        }
        List<Integer> stopOn = fields.mapping("stopOn").map(this::stopOn).orElse(List.of());
        fields.done();
        return new Poll(every, within, stopOn);
    }

    private List<Integer> stopOn(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.STOP_ON, faults);
        fields.require("status");
        List<Integer> statuses = fields.wholes("status", 100, 599);
        fields.done();
        return statuses;
    }
}

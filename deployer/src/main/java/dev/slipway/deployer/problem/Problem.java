package dev.slipway.deployer.problem;

import java.util.List;

/**
 * Something an operator has to know of: what, where, what happens next, what to do. {@link #next} alone chooses back-off,
 * log level and alarm.
 *
 * @param code   names the page {@code docs/problems/<slug>.md} and the metric label
 * @param what   found against expected, one sentence
 * @param where  service, file with line and column, ARN; the most telling first
 * @param next   what Slipway does by itself
 * @param remedy what the reader can do; begins with a verb
 */
public record Problem(ProblemCode code, String what, List<String> where, Next next, String remedy) {
    public Problem {
        where = List.copyOf(where);
    }
}

package dev.slipway.deployer.release;

import dev.slipway.deployer.problem.ProblemCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What to do about a release now.
 *
 * @param next   the release from now on
 * @param effect the one thing to be done in the world, after {@code next} is written
 * @param lookAt when to look again if nothing wakes us before
 * @param reason one sentence for the log
 * @param halt   that a person has to look; empty if nobody has to
 */
public record Decision(Release next, Optional<Effect> effect, Instant lookAt, String reason, Optional<Halt> halt) {

    static Decision go(Release from, ReleaseState state, Instant lookAt, Instant now, String reason) {
        return new Decision(from.to(state, now, reason), Optional.empty(), lookAt, reason, Optional.empty());
    }

    static Decision go(Release from, ReleaseState state, Effect effect, Instant lookAt, Instant now, String reason) {
        return new Decision(from.to(state, now, reason), Optional.of(effect), lookAt, reason, Optional.empty());
    }

    static Decision stay(Release release, Instant lookAt, String reason) {
        return new Decision(release, Optional.empty(), lookAt, reason, Optional.empty());
    }

    static Decision end(
            Release from,
            ReleaseState.Kind kind,
            Optional<EndClass> because,
            ReleaseState.Production production,
            Instant now,
            String reason) {
        var ended = new ReleaseState.Ended(now, kind, because, production, reason);
        return new Decision(from.to(ended, now, reason), Optional.empty(), now, reason, Optional.empty());
    }

    /** The same, and its reason is one for a person to look. */
    Decision halting(ProblemCode problem, boolean holds) {
        return new Decision(next, effect, lookAt, reason, Optional.of(new Halt(problem, reason, holds)));
    }

    /**
     * Nothing goes on by itself.
     *
     * @param problem under which it is told
     * @param why     one sentence
     * @param holds   whether nothing new starts until a person says so
     */
    public record Halt(ProblemCode problem, String why, boolean holds) {}
}

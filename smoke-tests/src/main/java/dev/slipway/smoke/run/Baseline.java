package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Comparison;
import dev.slipway.smoke.suite.SameAs;
import dev.slipway.smoke.suite.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the target's baseline what a step asks the target, before it and after it, and compares. For one thread. */
final class Baseline implements AutoCloseable {
    private static final int MOST_NOISE = 10;
    private final RunContext run;
    private final Cancellation cancellation;
    private Transport.@Nullable Session session;

    Baseline(RunContext run, Cancellation cancellation) {
        this.run = run;
        this.cancellation = cancellation;
    }

    /** What the baseline said, or why it said nothing. */
    sealed interface Said {
        /** It answered. */
        record This(Answer answer) implements Said {}

        /** It did not, or there is none. */
        record Nothing(String why) implements Said {}
    }

    /**
     * Asks it.
     *
     * @param left of the time there is
     */
    Said ask(Step step, Function<String, JsonNode> values, Duration left) {
        Optional<Target> target = run.target().baseline();
        if (target.isEmpty()) {
            return new Said.Nothing("the target '" + run.target().name() + "' has no baseline");
        }
        String name = "the baseline '" + target.get().name() + "'";
        if (!left.isPositive()) {
            return new Said.Nothing("no time was left to ask " + name);
        }
        CallFiller filler = new CallFiller(target.get(), run.options().runId(), run.engine());
        return switch (filler.fill(step, values)) {
            case CallFiller.Filled.Unfit unfit -> new Said.Nothing(name + " can't be asked: " + unfit.why());
            case CallFiller.Filled.Ready ready ->
                switch (sent(ready.call(), step, target.get(), left)) {
                    case Exchange.Answered answered -> new Said.This(answered.answer());
                    case Exchange.Unanswered none ->
                        new Said.Nothing(
                                name + " did not answer: " + none.reason().slug() + ", " + none.what());
                };
        };
    }

    private Exchange sent(Call call, Step step, Target target, Duration left) {
        Transport.Session open = session;
        if (open == null) {
            open = run.transport().open(target);
            session = open;
        }
        return new Redirects(open, run.time(), cancellation)
                .send(call, step.followRedirects(), left)
                .exchange();
    }

    /** Adds to {@code draft} what the comparison says, or that there is none. */
    static void compare(SameAs sameAs, Said before, Answer candidate, Said after, StepDraft draft) {
        if (before instanceof Said.This one && after instanceof Said.This other) {
            Comparison.Compared compared = Comparison.create().compare(sameAs, candidate, one.answer(), other.answer());
            draft.judged(compared.assertion());
            if (!compared.noise().isEmpty()) {
                draft.note("not compared, since the baseline differs from itself there: " + listed(compared.noise()));
            }
        } else {
            Said silent = before instanceof Said.Nothing ? before : after;
            draft.note("not compared: " + (silent instanceof Said.Nothing nothing ? nothing.why() : ""));
        }
    }

    private static String listed(List<String> paths) {
        String shown = String.join(", ", paths.subList(0, Math.min(MOST_NOISE, paths.size())));
        return paths.size() > MOST_NOISE ? shown + " and " + (paths.size() - MOST_NOISE) + " more" : shown;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.Next;
import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.ProblemText;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells problems in the log: one line each, its facts as keys. What happens next alone decides how loud. */
public final class ProblemLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

    /** What {@link #of} can tell of. */
    static final ProblemCode[] OF_CALLS = {
        ProblemCode.AWS_THROTTLED,
        ProblemCode.AWS_UNAVAILABLE,
        ProblemCode.AWS_ACCESS_DENIED,
        ProblemCode.AWS_REFUSED,
        ProblemCode.JOURNAL_UNAVAILABLE
    };

    private ProblemLog() {}

    /** One line. */
    public static void tell(Problem problem) {
        LOG.atLevel(level(problem.next()))
                .addKeyValue("problem", problem.code().slug())
                .addKeyValue("where", problem.where())
                .addKeyValue("next", ProblemText.of(problem.next()))
                .addKeyValue("to_fix", problem.remedy())
                .addKeyValue("more", ProblemText.page(problem.code()))
                .log(problem.what());
    }

    /** What a call is that gave no answer we can use, while one service was looked at. */
    static Problem of(PortFailure failure, ServiceName service, Instant retryAt) {
        return of(failure, "service " + service, retryAt);
    }

    /**
     * What a call is that gave no answer we can use.
     *
     * @param where what it was made for
     */
    public static Problem of(PortFailure failure, String where, Instant retryAt) {
        String action = failure.action();
        if (action.startsWith("dynamodb:")) {
            return Problems.journalUnavailable(where, action, detail(failure), retryAt);
        }
        return switch (failure.kind()) {
            case THROTTLED -> Problems.awsThrottled(where, action, retryAt);
            case UNCERTAIN -> Problems.awsUnavailable(where, action, detail(failure), retryAt);
            case DENIED -> Problems.awsAccessDenied(where, action, failure.code(), detail(failure), retryAt);
            case NOT_FOUND, REFUSED ->
                Problems.awsRefused(where, action, failure.code(), detail(failure), new Next.Retry(retryAt));
        };
    }

    /** Without what the problem says itself: which call it was and, of a refusal, with which code it was answered. */
    private static String detail(PortFailure failure) {
        String message = failure.getMessage();
        String answered = failure.action() + " was answered '" + failure.code() + "'";
        boolean repeats = !failure.code().isEmpty()
                && message.startsWith(answered)
                && !failure.action().startsWith("dynamodb:");
        String rest = repeats ? message.substring(answered.length()) : message;
        return rest.startsWith(failure.action() + " ")
                ? rest.substring(failure.action().length() + 1)
                : rest.replaceFirst("^ \\(HTTP \\d+\\): ", "");
    }

    private static Level level(Next next) {
        return switch (next) {
            case Next.Retry retry -> Level.WARN;
            case Next.RolledBack rolledBack -> Level.WARN;
            case Next.NothingChanged nothing -> Level.WARN;
            case Next.Halted halted -> Level.ERROR;
        };
    }
}

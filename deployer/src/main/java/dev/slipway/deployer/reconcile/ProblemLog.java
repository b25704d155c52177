package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.Next;
import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.ProblemText;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells problems in the log: one line each, its facts as keys. What happens next alone decides how loud. */
final class ProblemLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemLog.class);

    private ProblemLog() {}

    static void tell(Problem problem) {
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
        String where = "service " + service;
        String action = failure.action();
        if (action.startsWith("dynamodb:")) {
            return Problems.journalUnavailable(where, action, failure.getMessage(), retryAt);
        }
        return switch (failure.kind()) {
            case THROTTLED -> Problems.awsThrottled(where, action, retryAt);
            case UNCERTAIN -> Problems.awsUnavailable(where, action, failure.getMessage(), retryAt);
            case DENIED -> Problems.awsAccessDenied(where, action, failure.code(), failure.getMessage(), retryAt);
            case NOT_FOUND, REFUSED ->
                Problems.awsRefused(where, action, failure.code(), failure.getMessage(), new Next.Retry(retryAt));
        };
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

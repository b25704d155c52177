package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.ProblemCode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Troubles that stand and are met again at every look, such as a service that does not exist. Each process tells each of
 * them once, and that it is over. Safe for several threads.
 */
final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final Set<String> troubles = Collections.synchronizedSet(new LinkedHashSet<>());

    /**
     * Tells of a problem unless it stands already.
     *
     * @param subject what has the trouble; with the problem's code it is what counts as the same
     */
    void tell(String subject, Problem problem) {
        if (troubles.add(key(subject, problem.code()))) {
            ProblemLog.tell(problem);
        }
    }

    /** Tells what is over, of what was told. */
    void over(String subject, ProblemCode... codes) {
        for (ProblemCode code : codes) {
            if (troubles.remove(key(subject, code))) {
                LOG.atInfo()
                        .addKeyValue("problem", code.slug())
                        .addKeyValue("where", subject)
                        .log("a problem is over");
            }
        }
    }

    private static String key(String subject, ProblemCode code) {
        return code.slug() + " " + subject;
    }
}

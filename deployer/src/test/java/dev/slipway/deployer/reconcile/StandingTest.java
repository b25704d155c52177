package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Troubles that stand: told once, and once that they are over. */
class StandingTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.slipway.deployer.reconcile");
    private final Standing standing = new Standing();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void hush() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void areToldOnceAndOnceThatTheyAreOver() {
        var removed = Problems.serviceRemoved(new ServiceName("shop-api"));
        standing.tell("shop-api", removed);
        standing.tell("shop-api", removed);
        standing.over("shop-api", ProblemCode.SERVICE_REMOVED);

        standing.over("shop-api", ProblemCode.SERVICE_REMOVED);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(removed.what(), "a problem is over");
    }

    @Test
    void areToldAgainIfTheyComeBack() {
        var removed = Problems.serviceRemoved(new ServiceName("shop-api"));
        standing.tell("shop-api", removed);
        standing.over("shop-api", ProblemCode.SERVICE_REMOVED);

        standing.tell("shop-api", removed);

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(removed.what(), "a problem is over", removed.what());
    }
}

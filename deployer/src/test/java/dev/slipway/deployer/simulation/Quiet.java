package dev.slipway.deployer.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** While many seeds run, the deployer logs nothing: thousands of them in bad weather would tell of nothing else. */
final class Quiet implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.slipway.deployer");
    private final Level before = logger.getEffectiveLevel();

    Quiet() {
        logger.setLevel(Level.OFF);
    }

    @Override
    public void close() {
        logger.setLevel(before);
    }
}

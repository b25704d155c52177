package dev.slipway.deployer;

import dev.slipway.deployer.http.HttpEdge;
import dev.slipway.deployer.http.Metrics;
import dev.slipway.deployer.http.Readiness;
import dev.slipway.deployer.reconcile.Records;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ./slipway run}: works until SIGTERM or Ctrl-C, then finishes its turns and hands its smoke runs over. */
final class RunProgram {
    private static final Logger LOG = LoggerFactory.getLogger(RunProgram.class);

    private RunProgram() {}

    /**
     * Answers with the exit code after a stop that was asked for: 0.
     *
     * @throws FaultySettings if the settings can't be used
     */
    static int untilStopped(Map<String, String> environment) {
        var wiring = Wiring.forRunning(environment, Wiring.access(environment));
        var settings = wiring.settings();
        var deployer = new Deployer(
                wiring.ports(), settings.prefix(), settings.concurrency(), settings.lease(), wiring.home());
        Readiness readiness = () -> Stream.concat(deployer.waitingFor().stream(), wiring.clockFault().stream())
                .toList();
        var http = HttpEdge.start(
                settings.httpHost(),
                settings.httpPort(),
                readiness,
                Metrics.of(readiness),
                new Records(wiring.ports().journal()));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            LOG.info("stopping: no more work is taken");
            deployer.close();
            wiring.close();
            http.close();
            LOG.info("stopped");
            stopped.countDown();
        }));
        deployer.start();
        LOG.atInfo()
                .addKeyValue("prefix", settings.prefix())
                .addKeyValue("queue", settings.queueUrl())
                .addKeyValue("table", settings.table())
                .addKeyValue("config", settings.config().toString())
                .addKeyValue("http", settings.httpHost() + ":" + http.port())
                .log("running");
        return await(stopped);
    }

    private static int await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}

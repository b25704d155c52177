package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * SIGTERM of the deployer while a smoke run is under way that will not end: it hands the run over within the time a container
 * has to stop, and another one takes it at once, long before a lease would have ended.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoppedDeployerIT {
    /** After which ECS kills a container, unless told otherwise. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** So long that only a hand-over can be the reason for what happens soon. */
    private static final Map<String, String> LONG_LEASE = Map.of("SLIPWAY_LEASE", "5m");

    private Rehearsal rehearsal;
    private Relay gate;
    private int exitStatus;
    private Duration toStop = Duration.ZERO;
    private Duration toTakeOver = Duration.ZERO;
    private Rollout end;

    @BeforeAll
    void stopTheDeployerAtTheGateAndStartAnother() throws IOException, InterruptedException {
        rehearsal = Rehearsal.open("stopped-deployer", "10s", "auto");
        Infrastructure todo = rehearsal.service("todo");
        gate = Relay.to(todo.site().testPort());
        ConfigurationTree configuration = rehearsal.theatre().configuration();
        String file = configuration.serviceFile(todo.site());
        configuration.replace(file, ":" + todo.site().testPort() + "\"", ":" + gate.port() + "\"");
        configuration.replace(file, "smoke: 12s", "smoke: 60s");
        rehearsal.live(todo);
        Rollouts rollouts = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(rollouts);
        RunningProgram deployer = rehearsal.openDeployer(LONG_LEASE, todo);
        gate.hold();
        rehearsal.push(todo, AppVersion.good("v2"));
        rehearsal.until("the smoke run has asked", () -> gate.held() > 0);

        Instant stopped = Instant.now();
        exitStatus = rehearsal.theatre().programs().stop(deployer, STOP_TIMEOUT);
        toStop = Duration.between(stopped, Instant.now());

        gate.letGo();
        Instant started = Instant.now();
        rehearsal.openDeployer(LONG_LEASE, todo);
        end = rehearsal.over(rollouts);
        rehearsal.records(todo, 2);
        toTakeOver = Duration.between(started, Instant.now());
    }

    @AfterAll
    void close() throws IOException {
        gate.close();
        rehearsal.close();
    }

    @Test
    void itStoppedByItselfInTheTimeThatAContainerHas() {
        assertThat(toStop).isLessThan(STOP_TIMEOUT);
        assertThat(exitStatus).isIn(0, 143);
        assertThat(rehearsal.logged("\"message\":\"stopped\"")).isEqualTo(1);
        assertThat(rehearsal.logged("did not hand over")).isZero();
    }

    @Test
    void anotherOneFinishedTheReleaseWithoutWaitingForTheLease() {
        assertThat(end.status()).isEqualTo("SUCCESSFUL");
        assertThat(toTakeOver).isLessThan(Duration.ofMinutes(2));
    }
}

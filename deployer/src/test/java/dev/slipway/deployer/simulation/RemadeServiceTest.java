package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.simulation.Scenario.Push;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A service that is deleted and made again: what is remembered as live is another service's. The next push comes while the
 * new one's first deployment runs, so that its release begins before that can be taken for live.
 */
class RemadeServiceTest {
    private static final Push BEFORE =
            new Push(Duration.ofMinutes(2), "v1", new Digest("sha256:" + "2".repeat(64)), Quality.GOOD);
    private static final Push AFTER = new Push(
            Duration.ofMinutes(20).plusSeconds(30), "v2", new Digest("sha256:" + "4".repeat(64)), Quality.GOOD);

    @Test
    void takesItsFirstDeploymentForLiveAndReleasesWhatIsPushed() {
        var scenario = Scenario.fair()
                .remaking(
                        List.of(BEFORE, AFTER), Duration.ofMinutes(15), Duration.ofMinutes(20), Duration.ofMinutes(40));

        var outcome = Simulation.play(scenario, DeployerProgram.real());

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.pairs()).containsKey(Decided.of(Kind.PREPARING, Kind.CANCELLED, Optional.empty()));
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(60));
    }
}

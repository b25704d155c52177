package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.simulation.Scenario.Push;
import dev.slipway.deployer.simulation.Scenario.Remaking;
import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that is deleted and made again: what is remembered as live is another service's. */
class RemadeServiceTest {
    private static final Duration DELETED = Duration.ofMinutes(15);
    private static final Duration MADE_AGAIN = Duration.ofMinutes(20);
    private static final Push BEFORE =
            new Push(Duration.ofMinutes(2), "v1", new Digest("sha256:" + "2".repeat(64)), Quality.GOOD);

    @Test
    void takesItsFirstDeploymentForLiveAndReleasesWhatIsPushedAfterIt() {
        var outcome = play(Quality.GOOD, MADE_AGAIN.plusMinutes(10));

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(60));
    }

    /** As at first sight: nothing is good yet that a deployment could be waited for. */
    @Test
    void goesOverItsFirstDeploymentWhileThatIsUnderWay() {
        var outcome = play(Quality.GOOD, MADE_AGAIN.plusSeconds(30));

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.happenings()).containsKey(Happening.FIRST_GONE_OVER);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(60));
    }

    @Test
    void goesOverItsFirstDeploymentThatNeverGetsHealthy() {
        var outcome = play(Quality.CRASHES, MADE_AGAIN.plusMinutes(10));

        assertThat(outcome.failure()).isEmpty();
        assertThat(outcome.happenings()).containsKey(Happening.FIRST_GONE_OVER);
        assertThat(outcome.elapsed()).isLessThan(Duration.ofMinutes(60));
    }

    private static Outcome play(Quality first, Duration pushed) {
        var after = new Push(pushed, "v2", new Digest("sha256:" + "4".repeat(64)), Quality.GOOD);
        var again = new Remaking(MADE_AGAIN, first);
        return Simulation.play(
                Scenario.fair().remaking(List.of(BEFORE, after), DELETED, again, Duration.ofMinutes(40)),
                DeployerProgram.real());
    }
}

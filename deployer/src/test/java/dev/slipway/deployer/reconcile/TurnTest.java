package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.ReleaseState.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Looks that can not be made, and answers that come too late. */
class TurnTest extends TurnStage {
    @Nested
    class ThatCanNotBeMade {
        @Test
        void isTriedAgainAfterLongerEachTime() {
            stored(inFlight(rolling()), SHOP);
            trouble = Optional.of(PortFailure.throttled("ecs:DescribeServiceDeployments", "Rate exceeded"));

            var delays = new ArrayList<Duration>();
            for (int look = 1; look <= 4; look++) {
                lookAsWoken();
                delays.add(Duration.between(now, wake().at()));
                now = wake().at();
            }

            assertThat(delays).isSorted();
            assertThat(delays.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
            assertThat(delays.getLast()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(80));
        }

        @Test
        void isCountedUntilOneCanBeMade() {
            stored(inFlight(rolling()), SHOP);
            shown = Optional.of(at("SCALE_UP"));
            var throttled = Optional.of(PortFailure.throttled("ecs:DescribeServiceDeployments", "Rate exceeded"));

            var counts = new ArrayList<Integer>();
            for (var one : List.of(throttled, throttled, Optional.<PortFailure>empty(), throttled)) {
                trouble = one;
                lookAsWoken();
                counts.add(wake().failures());
                now = wake().at();
            }

            assertThat(counts).containsExactly(1, 2, 0, 1);
        }
    }

    @Nested
    class WhoseAnswerIsTooLate {
        @Test
        void goesOnByWhatEcsShowsOfTheHookThatSomeoneElseContinued() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(at("BAKE_TIME"));

            look(Look.EVENT);
            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(release().state().kind()).isEqualTo(Kind.BAKING);
            assertThat(release().intent()).isEmpty();
        }

        @Test
        void sendsNothingAgainWhileEcsStillShowsTheHook() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(waiting());

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(wake().at()).isEqualTo(NOON.plusSeconds(5));
        }

        @Test
        void stopsWhatSomeoneElseContinuedThoughItsTestsFailed() {
            stored(inFlight(judged(Verdict.FAIL)), SHOP);
            shownAfterTheirs = Optional.of(at("BAKE_TIME"));

            look(Look.EVENT);
            now = wake().at();
            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 ROLLBACK", "stop deployment");
        }

        @Test
        void endsWithWhatSomeoneElseRolledBack() {
            stored(inFlight(judged(Verdict.PASS)), SHOP);
            shownAfterTheirs = Optional.of(deployment(DeploymentStatus.ROLLBACK_SUCCESSFUL, "", List.of()));

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
            assertThat(ended().kind()).isEqualTo(Kind.ROLLED_BACK);
        }
    }

    @Test
    void asksForTheServiceIfItsDeploymentIsNotShown() {
        stored(inFlight(rolling()), SHOP);
        shown = Optional.empty();
        status = "INACTIVE";

        look(Look.EVENT);

        assertThat(ended().because()).contains(EndClass.ECS_FAILED);
    }
}

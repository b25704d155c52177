package dev.slipway.deployer.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import dev.slipway.deployer.release.StatusTable.Meaning;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specification of <em>ECS status × what we asked → state</em>, one row per status. */
class StatusTableTest {

    @ParameterizedTest(name = "{0} means {1}, or {2} after we asked to go back")
    @CsvSource(delimiter = '|', textBlock = """
            PENDING              | STILL_RUNNING     | STILL_RUNNING
            IN_PROGRESS          | STILL_RUNNING     | STILL_RUNNING
            SUCCESSFUL           | SUCCEEDED         | WON_THE_RACE
            STOP_REQUESTED       | BEING_STOPPED     | BEING_STOPPED
            STOPPED              | STOPPED           | STOPPED
            ROLLBACK_REQUESTED   | GOING_BACK        | GOING_BACK
            ROLLBACK_IN_PROGRESS | GOING_BACK        | GOING_BACK
            ROLLBACK_SUCCESSFUL  | WENT_BACK         | WENT_BACK
            ROLLBACK_FAILED      | COULD_NOT_GO_BACK | COULD_NOT_GO_BACK
            STOP_IN_PROGRESS     | STILL_RUNNING     | STILL_RUNNING
            """)
    void eachStatusHasOneMeaning(String ecs, Meaning notAsked, Meaning asked) {
        var status = DeploymentStatus.parse(ecs);

        var meanings = List.of(StatusTable.read(status, false), StatusTable.read(status, true));

        assertThat(meanings).containsExactly(notAsked, asked);
    }

    /** In each state that ECS knows of; the two columns of RollingBack are ECS by itself, and on our request. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            PENDING              | Rolling                | AtGate             | AwaitingPromotion      | Baking                 | RollingBack ecs-failed | RollingBack smoke-failed
            IN_PROGRESS          | Rolling                | AtGate             | AwaitingPromotion      | Baking                 | RollingBack ecs-failed | RollingBack smoke-failed
            SUCCESSFUL           | Live                   | Live               | Live                   | Live                   | Live ecs-failed        | Live smoke-failed
            STOP_REQUESTED       | Rolling                | AtGate             | AwaitingPromotion      | Baking                 | RollingBack ecs-failed | RollingBack smoke-failed
            STOPPED              | Replaced               | Replaced           | Replaced               | Replaced               | Replaced               | Replaced
            ROLLBACK_REQUESTED   | RollingBack alarm      | RollingBack alarm  | RollingBack alarm      | RollingBack alarm      | RollingBack ecs-failed | RollingBack smoke-failed
            ROLLBACK_IN_PROGRESS | RollingBack alarm      | RollingBack alarm  | RollingBack alarm      | RollingBack alarm      | RollingBack ecs-failed | RollingBack smoke-failed
            ROLLBACK_SUCCESSFUL  | RolledBack alarm       | RolledBack alarm   | RolledBack alarm       | RolledBack alarm       | RolledBack ecs-failed  | RolledBack smoke-failed
            ROLLBACK_FAILED      | Failed alarm           | Failed alarm       | Failed alarm           | Failed alarm           | Failed ecs-failed      | Failed smoke-failed
            STOP_IN_PROGRESS     | Rolling                | AtGate             | AwaitingPromotion      | Baking                 | RollingBack ecs-failed | RollingBack smoke-failed
            """)
    void eachStatusLeadsEachStateToOneState(
            String ecs, String rolling, String atGate, String awaiting, String baking, String byItself, String asked) {
        var scenes = Stream.of(
                Scene.rolling(),
                Scene.atGate(GateKind.TEST),
                Scene.awaitingPromotion(),
                Scene.baking(),
                Scene.goingBackByItself(EndClass.ECS_FAILED),
                Scene.rollingBack(EndClass.SMOKE_FAILED));

        var states = scenes.map(scene -> stateAfter(scene, ecs)).toList();

        assertThat(states).containsExactly(rolling, atGate, awaiting, baking, byItself, asked);
    }

    /** A first deployment has nothing to go back to, so every end but SUCCESSFUL is one end. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SUCCESSFUL          | Live                      | Live smoke-failed
            STOPPED             | Failed no-rollback-target | Failed no-rollback-target
            ROLLBACK_SUCCESSFUL | Failed no-rollback-target | Failed no-rollback-target
            ROLLBACK_FAILED     | Failed no-rollback-target | Failed no-rollback-target
            """)
    void aBootstrapReleaseSucceedsOrFails(String ecs, String rolling, String asked) {
        var scenes = Stream.of(Scene.rolling(), Scene.rollingBack(EndClass.SMOKE_FAILED));

        var states = scenes.map(scene -> stateAfter(scene.bootstrap(), ecs)).toList();

        assertThat(states).containsExactly(rolling, asked);
    }

    @ParameterizedTest(name = "''{0}'' is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            Service deployment rolled back because the pause hook timed out.      | gate-timeout
            Service deployment rolled back because the circuit breaker threshold. | circuit-breaker
            Service deployment rolled back because of alarm(s) shop-5xx.          | alarm
            A user asked for it.                                                  | ecs-failed
            """)
    void theCauseIsReadFromEcsOwnWords(String statusReason, String slug) {
        var cause = StatusTable.causeOf(statusReason);

        assertThat(cause.slug()).isEqualTo(slug);
    }

    /** The last row stands for the statuses that this version has not heard of. */
    @Test
    void aNewStatusNeedsARowAbove() {
        var statuses = DeploymentStatus.values();

        assertThat(statuses).hasSize(10);
    }

    private static String stateAfter(Scene scene, String ecs) {
        var decision =
                scene.ecsSays(DeploymentStatus.parse(ecs), "an alarm went off").decide();
        var state = decision.next().state();
        String why = switch (state) {
            case Ended ended -> ended.because().map(EndClass::slug).orElse("");
            case RollingBack rollingBack -> rollingBack.cause().slug();
            default -> "";
        };
        // That it was replaced says everything that its class does.
        return (state.kind().text() + " " + why.replace("replaced-by-other", "")).strip();
    }
}

package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.BEGUN;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.RENDERING;
import static dev.slipway.deployer.release.Shop.TASK_DEFINITION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.Rolling;
import dev.slipway.deployer.release.ReleaseState.Starting;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Starting: UpdateService was or is being sent; our deployment has not been seen yet. */
class StartingTest {
    private static final Effect START = new Effect.Start(TASK_DEFINITION);

    @Test
    void pinsTheDeploymentAsSoonAsItIsListed() {
        var scene = Scene.starting().ecsSays(DeploymentStatus.PENDING);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.goes(
                        new Rolling(NOON, PIN, Optional.empty()), NOON, "ECS started deployment deployment/ours"));
    }

    @Test
    void waitsForTheListingAfterTheCallWasAnswered() {
        var scene = Scene.starting().intending(START).after(new EffectOutcome.Done(""));

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(5), "the deployment is not listed yet"));
    }

    @Test
    void doesNotTakeAServiceForDeletedThatNobodyAskedFor() {
        var scene = Scene.starting()
                .intending(START)
                .after(new EffectOutcome.Done(""))
                .nobodyAskedForTheService();

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(5), "the deployment is not listed yet"));
    }

    @Test
    void asksOnceMoreIfNobodyKnowsWhetherTheCallArrived() {
        var scene = Scene.starting().intending(START);

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.goes(
                        new Starting(A_MINUTE_AGO, RENDERING, TASK_DEFINITION),
                        START,
                        NOON.plusSeconds(5),
                        "asking ECS once more to start"));
    }

    @Test
    void goesBackToPreparingIfSomethingElseIsInFlight() {
        var scene = Scene.starting().after(new EffectOutcome.NotSent("deployment deployment/other is in flight"));

        var decision = scene.decide();

        var waiting = new Preparing(
                BEGUN,
                Optional.of(RENDERING),
                Optional.of(TASK_DEFINITION),
                Optional.of("deployment deployment/other is in flight"));
        assertThat(decision)
                .isEqualTo(scene.goes(
                        waiting, NOON.plusSeconds(15), "nothing was sent: deployment deployment/other is in flight"));
    }

    @Test
    void goesBackToPreparingRatherThanStartAtAServiceThatWasMadeAgain() {
        var scene = Scene.starting().intending(START).serviceMadeAt(A_MINUTE_AGO);

        var decision = scene.decide();

        String why = "the service was deleted and made again meanwhile";
        var waiting = new Preparing(BEGUN, Optional.of(RENDERING), Optional.of(TASK_DEFINITION), Optional.of(why));
        assertThat(decision).isEqualTo(scene.goes(waiting, NOON.plusSeconds(15), why));
    }

    @Test
    void isRefusedIfEcsRefusesTheCall() {
        var scene = Scene.starting().after(new EffectOutcome.Refused("InvalidParameterException", "Role is not valid"));

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.ends(
                        Kind.REFUSED,
                        EndClass.PREFLIGHT_REFUSED,
                        Production.UNCHANGED,
                        "ECS refused the deployment: Role is not valid"));
    }

    @Test
    void neverAppearedMeansNotStarted() {
        var scene = Scene.starting().intending(START);
        var deadline = A_MINUTE_AGO.plus(Duration.ofMinutes(5));

        var decision = scene.decide(deadline);

        assertThat(decision.next().state())
                .isEqualTo(new Ended(
                        deadline,
                        Kind.REFUSED,
                        Optional.of(EndClass.NOT_STARTED),
                        Production.UNCHANGED,
                        "no deployment of shop-api:7 appeared"));
    }

    @Test
    void failsIfTheServiceWasDeleted() {
        var scene = Scene.starting().serviceIs("INACTIVE");

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.ends(Kind.FAILED, EndClass.ECS_FAILED, Production.UNKNOWN, "the service was deleted"));
    }

    @Test
    void isReplacedIfSomeoneElseStartedOverItBeforeItWasSeen() {
        var scene = Scene.starting().ecsSays(DeploymentStatus.STOPPED, "superseded");

        var decision = scene.decide();

        assertThat(decision)
                .isEqualTo(scene.ends(
                        Kind.REPLACED,
                        EndClass.REPLACED_BY_OTHER,
                        Production.UNKNOWN,
                        "someone else's deployment replaced ours: superseded"));
    }

    @Test
    void keepsARollbackWishUntilTheDeploymentIsPinned() {
        var scene = Scene.starting().intending(START).operatorRollsBack();

        var decision = scene.decide();

        assertThat(decision).isEqualTo(scene.stays(NOON.plusSeconds(5), "the deployment is not listed yet"));
    }

    @Test
    void carriesTheWishIntoRolling() {
        var scene = Scene.starting().operatorRollsBack().ecsSays(DeploymentStatus.IN_PROGRESS);

        var decision = scene.decide();

        assertThat(decision.next().wish()).contains(new Release.Wish.RollBack("ann"));
    }
}

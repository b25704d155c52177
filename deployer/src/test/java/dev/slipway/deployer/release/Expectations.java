package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.DEPLOYMENT;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.V2;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import java.time.Instant;
import java.util.Optional;

/** What is to be decided about a release, in the words of the domain. */
abstract class Expectations {
    abstract Release release();

    abstract ReleaseState state();

    /** What is expected: the release goes on in this state, with this effect. */
    Decision goes(ReleaseState next, Effect effect, Instant lookAt, String reason) {
        return Decision.go(release(), next, effect, lookAt, NOON, reason);
    }

    /** What is expected: the release goes on in this state, and nothing is done. */
    Decision goes(ReleaseState next, Instant lookAt, String reason) {
        return Decision.go(release(), next, lookAt, NOON, reason);
    }

    /** What is expected: nothing changes. */
    Decision stays(Instant lookAt, String reason) {
        return Decision.stay(release(), lookAt, reason);
    }

    /** What is expected: it is over. */
    Decision ends(Kind kind, EndClass because, Production production, String reason) {
        return Decision.end(release(), kind, Optional.of(because), production, NOON, reason);
    }

    /** What is expected: it is over, and all is well. */
    Decision goesLive() {
        return Decision.end(
                release(), Kind.LIVE, Optional.empty(), Production.THIS, NOON, V2 + " is the production version");
    }

    /** What is expected: ECS is asked to go back by stopping the deployment. */
    Decision stops(EndClass cause, String evidence) {
        var next = new ReleaseState.RollingBack(NOON, PIN, cause, evidence, Optional.empty(), true);
        return goes(next, new Effect.Stop(DEPLOYMENT), NOON.plusSeconds(15), cause.slug() + ": " + evidence);
    }

    /** What is expected: ECS is asked to go back at the hook that waits. */
    Decision answersRollback(EndClass cause, String evidence) {
        var next = new ReleaseState.RollingBack(NOON, PIN, cause, evidence, Optional.of(HOOK), true);
        return goes(
                next,
                new Effect.Answer(DEPLOYMENT, HOOK, HookAction.ROLLBACK),
                NOON.plusSeconds(15),
                cause.slug() + ": " + evidence);
    }

    /** What is expected: ECS is asked to go on at the hook that waits. */
    Decision answersContinue(GateKind gate, String why) {
        var answered = release()
                .answered(new Release.HookAnswer(HOOK, gate, HookAction.CONTINUE, NOON))
                .withWish(Optional.empty());
        return Decision.go(
                answered,
                new ReleaseState.Rolling(NOON, PIN, ((ReleaseState.Deployed) state()).newestVisit()),
                new Effect.Answer(DEPLOYMENT, HOOK, HookAction.CONTINUE),
                NOON.plusSeconds(5),
                NOON,
                gate.key() + " gate passed: " + why);
    }
}

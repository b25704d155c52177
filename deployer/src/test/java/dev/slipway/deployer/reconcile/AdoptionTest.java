package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Tried;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.Specs;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is taken for live, and what is judged or stopped, when nothing of ours is under way. */
class AdoptionTest extends AdoptionStage {
    @Nested
    class AtFirstSight {
        @Test
        void takesWhatTheLastSuccessfulDeploymentBroughtForLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:1");
        }

        @Test
        void takesWhatADeploymentInFlightReplacesForLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:1");
        }

        @Test
        void keepsTheSuitesOfTodayForTheWayBackToIt() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(UNSEEN);

            String suites = seen.live().orElseThrow().suitesHash();
            assertThat(journal.get(Keys.service(SPEC.name()), Keys.suites(suites)))
                    .map(Journal.Item::body)
                    .contains("{}");
        }

        @Test
        void remembersWhatAnExactTagNames() {
            var latest = Specs.shopApi().tags("latest", "v*").build();

            ServiceState seen = adoption().markExactTags(UNSEEN, latest);

            assertThat(seen.mark("latest"))
                    .contains(new OrderMark(
                            "latest", NOON, "latest", digestOf("shop:1").value()));
            assertThat(seen.mark("v*")).isEmpty();
        }

        @Test
        void takesNothingForLiveThatNoSuccessfulDeploymentBrought() {
            deployed("shop:1", DeploymentStatus.STOPPED);
            deployed("shop:2", DeploymentStatus.ROLLBACK_IN_PROGRESS, "shop:1");

            ServiceState seen = adopt(UNSEEN);

            assertThat(seen).isEqualTo(UNSEEN);
        }
    }

    @Nested
    class WhenTheServiceWasDeletedAndMadeAgain {
        @Test
        void nothingIsLiveAsLongAsItsFirstDeploymentIsNotOver() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS);

            ServiceState seen = adopt(before);

            assertThat(seen)
                    .isEqualTo(before.change()
                            .live(Optional.empty())
                            .earlierToo(before.live().orElseThrow())
                            .done());
        }

        @Test
        void norIfItsFirstDeploymentFailed() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.ROLLBACK_FAILED);

            ServiceState seen = adopt(before);

            assertThat(seen.live()).isEmpty();
        }

        @Test
        void whatItsFirstDeploymentBroughtIsTakenForSomeoneElses() {
            ServiceState before = seenLive();
            madeAgain();
            deployed("shop:2", DeploymentStatus.SUCCESSFUL);

            ServiceState seen = adopt(adopt(before));

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
            assertThat(seen.outbox().ended())
                    .extracting(Release::trigger)
                    .contains(new Trigger.Foreign("shop:2", Optional.empty()));
        }

        @Test
        void whatWasTriedLastMayStillBeTriedAgain() {
            var tried = new Tried(
                    new ReleaseId("%026d".formatted(7)),
                    new Image("shop/api", Optional.empty(), Optional.of("v7")),
                    new Trigger.Push("v7", NOON),
                    Optional.of(EndClass.ECS_FAILED));
            ServiceState before = seenLive().change().tried(tried).done();
            madeAgain();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS);

            ServiceState seen = adopt(before);

            assertThat(seen.tried()).contains(tried);
        }

        private ServiceState seenLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            return adopt(UNSEEN).change().version(1).done();
        }

        private void madeAgain() {
            deployments.clear();
            made = NOON.plusSeconds(1);
        }
    }

    @Nested
    class WhileADeploymentIsInFlight {
        @Test
        void leavesAloneWhatAnEmergencyIsAboutToGoOver() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen, Optional.of("deployment of shop:2"));

            assertThat(after).isEqualTo(seen);
        }

        @Test
        void findsWhatCameInsteadOfWhatAnEmergencyWasToGoOver() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen, Optional.of("deployment of shop:3"));

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.empty()));
        }

        @Test
        void makesAReleaseOfSomeoneElsesThatWaitsAtOurHook() {
            ServiceState seen = seenLive();
            paused("shop:2");

            ServiceState after = adopt(seen);

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.empty()));
            assertThat(after.release().map(Release::state))
                    .contains(new ReleaseState.Rolling(
                            NOON, new ReleaseState.Pin("deployment of shop:2", "shop:2"), Optional.empty()));
        }

        @Test
        void leavesAloneWhatWaitsAtNoHook() {
            ServiceState seen = seenLive();
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after).isEqualTo(seen);
        }

        @Test
        void findsTheLateDeploymentOfAReleaseThatEndedWithoutIt() {
            ServiceState seen = seenLive();
            Release refused = released(7, ReleaseState.Kind.REFUSED);
            tags.put("slipway:release", refused.id().value());
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after.release().map(Release::trigger))
                    .contains(new Trigger.Foreign("deployment of shop:2", Optional.of(refused.id())));
        }

        @Test
        void takesTheRevisionOfAReleaseThatWasLiveForSomeoneElses() {
            ServiceState seen = seenLive();
            tags.put("slipway:release", released(7, ReleaseState.Kind.LIVE).id().value());
            deployed("shop:2", DeploymentStatus.IN_PROGRESS, "shop:1");

            ServiceState after = adopt(seen);

            assertThat(after).isEqualTo(seen);
        }

        private ServiceState seenLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            return adopt(UNSEEN).change().version(1).done();
        }
    }
}

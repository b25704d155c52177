package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is taken for live once deployments of ours, or over ours, are over. */
class AdoptionAfterAnEndTest extends AdoptionStage {
    @Nested
    class WhenADeploymentOfOursWentBack {
        @Test
        void whatIsLiveIsStillKnownAmongSeveralRevisionsThatItReplaced() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");
            ServiceState second = adopt(first);
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:1", "shop:2");

            ServiceState seen = adopt(second);

            assertThat(seen).isEqualTo(second);
        }

        @Test
        void whatSomeoneElseDeployedBeforeItIsAdopted() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
        }

        @Test
        void whatItWentBackToIsAdoptedThoughItsOwnDeploymentWasStoppedWhileItBaked() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.STOPPED, "shop:1");
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
        }

        @Test
        void whatNeverWentLiveIsLeftAgainForWhatWasLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.STOPPED, "shop:1");
            tags.put(
                    "slipway:release",
                    released(7, ReleaseState.Kind.REPLACED).id().value());
            deployed("shop:3", DeploymentStatus.ROLLBACK_SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:2");
            assertThat(seen.queue())
                    .extracting(Release::trigger)
                    .containsExactly(new Trigger.ManualRollback(
                            first.live().orElseThrow().id(),
                            seen.live().map(Good::id),
                            false,
                            "slipway",
                            Optional.of(EndClass.REPLACED_BY_OTHER)));
        }

        @Test
        void whatSomeoneElseDeployedIsNotQuarantinedAnyMore() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");

            ServiceState seen =
                    adopt(first.change().quarantining(digestOf("shop:2")).done());

            assertThat(seen.quarantine()).isEmpty();
        }
    }

    @Nested
    class WhenOursWentThroughThoughItsReleaseWasGivenUp {
        @Test
        void isLeftAgainForWhatWasLive() {
            deployed("shop:1", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            tags.put(
                    "slipway:release",
                    released(7, ReleaseState.Kind.ROLLED_BACK).id().value());
            deployed("shop:2", DeploymentStatus.SUCCESSFUL, "shop:1");

            ServiceState seen = adopt(first);

            assertThat(seen.queue())
                    .extracting(Release::trigger)
                    .containsExactly(new Trigger.ManualRollback(
                            first.live().orElseThrow().id(),
                            seen.live().map(Good::id),
                            false,
                            "slipway",
                            Optional.of(EndClass.REPLACED_BY_OTHER)));
        }

        @Test
        void staysIfItsImageIsLiveByAnotherRelease() {
            deployed("shop:2", DeploymentStatus.SUCCESSFUL);
            ServiceState first = adopt(UNSEEN);
            Release refused = released(
                    7, ReleaseState.Kind.REFUSED, first.live().orElseThrow().image());
            tags.put("slipway:release", refused.id().value());
            deployed("shop:3", DeploymentStatus.SUCCESSFUL, "shop:2");

            ServiceState seen = adopt(first);

            assertThat(seen.live().map(Good::taskDefinitionArn)).contains("shop:3");
            assertThat(seen.queue()).isEmpty();
        }
    }
}

package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.TemplateSeen;
import dev.slipway.deployer.release.Trigger;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Looks after the configuration of the service was changed or removed. */
class TurnAfterAChangeTest extends TurnStage {
    @Nested
    class AfterTheConfigurationChanged {
        @Test
        void asksForTheApprovalThatTheReleaseBeganWith() {
            stored(inFlight(judged(Verdict.PASS)), APPROVED);

            look(Look.EVENT);

            assertThat(sent).isEmpty();
            assertThat(release().state().kind()).isEqualTo(Kind.AWAITING_PROMOTION);
        }

        @Test
        void asksForNoApprovalThatCameLater() {
            configured.put(SHOP.name(), APPROVED);
            stored(inFlight(judged(Verdict.PASS)), SHOP);

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
        }

        @Test
        void freezesWhatTheReleaseBeginsWith() {
            shown = Optional.empty();
            stored(queued(new Trigger.Push("v2", NOON)), SHOP);

            look(Look.EVENT);

            String hash = store.release(SHOP.name(), RELEASE).orElseThrow().configHash();
            assertThat(codec.read(store.kept(SHOP.name(), Keys.config(hash)), Frozen.class))
                    .isEqualTo(new Frozen(SHOP, Optional.empty()));
        }
    }

    @Nested
    class AfterTheFileWasRemoved {
        @Test
        void startsNoPushThatWaited() {
            shown = Optional.empty();
            stored(queued(new Trigger.Push("v2", NOON)), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(state().release()).isEmpty();
            assertThat(state().queue()).extracting(Release::id).containsExactly(RELEASE);
        }

        /** It ends at once, because ECR has no such repository. */
        @Test
        void startsWhatAnAdministratorAskedFor() {
            shown = Optional.empty();
            stored(queued(new Trigger.ManualDeploy("v2", "ann")), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(ended().because()).contains(EndClass.IMAGE_GONE);
            assertThat(state().template()).contains(TemplateSeen.first("its-template", NOON));
        }

        @Test
        void letsSomeoneElsesDeploymentPass() {
            stored(ServiceState.unseen(SHOP.name(), NOON.minusSeconds(60)), SHOP);
            removed();

            look(Look.EVENT);

            assertThat(sent).containsExactly("hook-1 CONTINUE");
        }
    }
}

package dev.slipway.deployer.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.release.Facts.PreflightFacts;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What refuses a release before ECS is touched. */
class PreflightRefusalTest {
    @Nested
    class PreflightRefuses {
        @Test
        void aServiceThatDoesNotExist() {
            assertRefuses(
                    Scene.registered().serviceIsGone(),
                    EndClass.PREFLIGHT_REFUSED,
                    "service 'shop-api' in cluster 'main' does not exist");
        }

        @Test
        void aServiceThatIsBeingDeleted() {
            assertRefuses(
                    Scene.registered().serviceIs("DRAINING"),
                    EndClass.PREFLIGHT_REFUSED,
                    "service 'shop-api' in cluster 'main' is DRAINING");
        }

        @Test
        void anImageThatEcrCanNotHandOut() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of("blue"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.of(new Facts.ImageFault(EndClass.IMAGE_GONE, "image shop/api:v2 is ARCHIVED in ECR")),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts), EndClass.IMAGE_GONE, "image shop/api:v2 is ARCHIVED in ECR");
        }

        @Test
        void aProductionRuleThatForwardsElsewhere() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of("blue", "green"),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the production rule forwards to [blue, green] and not to the live revision's target group alone"
                            + " (blue); someone changed the listener's weights");
        }

        @Test
        void aProductionRuleThatForwardsNowhere() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    Optional.of("blue"),
                    2,
                    true,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the production rule forwards to [] and not to the live revision's target group alone (blue);"
                            + " someone changed the listener's weights");
        }

        @Test
        void aLoadBalancerWithoutBothRules() {
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(),
                    Optional.of("blue"),
                    2,
                    false,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered().preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "the service has no production and test listener rule that exist; its loadBalancers need an"
                            + " advancedConfiguration");
        }

        @Test
        void aCanaryWithoutLoadBalancer() {
            var canary = new Strategy.Canary(10, Duration.ofMinutes(5), Duration.ofMinutes(10));
            var facts = new PreflightFacts(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty(),
                    0,
                    false,
                    Optional.empty(),
                    List.of());

            assertRefuses(
                    Scene.registered()
                            .configured(Specs.shopApi().strategy(canary))
                            .preflight(facts),
                    EndClass.PREFLIGHT_REFUSED,
                    "canary and linear need a load balancer, and the service has none");
        }

        private void assertRefuses(Scene scene, EndClass because, String reason) {
            var decision = scene.decide();

            assertThat(decision).isEqualTo(scene.ends(Kind.REFUSED, because, Production.UNCHANGED, reason));
        }
    }
}

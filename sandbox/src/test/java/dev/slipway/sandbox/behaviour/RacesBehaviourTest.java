package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.DeployedService.SERVES;
import static dev.slipway.sandbox.behaviour.DeployedService.pause;
import static dev.slipway.sandbox.behaviour.DeployedService.strategy;
import static dev.slipway.sandbox.behaviour.Fact.Known.INFERRED;
import static dev.slipway.sandbox.behaviour.Fact.Known.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;

/** What depends on who comes first. Each case begins where the one before it ended. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RacesBehaviourTest {
    private static final String RUN = "races-" + Long.toString(System.nanoTime(), 36);
    private static final DeploymentConfiguration THROUGH =
            strategy("BLUE_GREEN").build();
    private static final DeploymentConfiguration GATED = strategy(
                    "BLUE_GREEN", pause(30, "ROLLBACK", "POST_TEST_TRAFFIC_SHIFT"))
            .build();
    /** A lag is seen only by who is faster. */
    private static final int TRIALS = 5;

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private static DeployedService service = unmade();
    private static BehindLoadBalancer balancer = unmade();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // made before all
    private static <T> T unmade() {
        return null;
    }

    @BeforeAll
    static void make() {
        balancer = new BehindLoadBalancer(ACCOUNT, RUN);
        service = new DeployedService(ACCOUNT, RUN);
        service.create(THROUGH, balancer.wiring(ACCOUNT, balancer.productionRule, balancer.testRule));
        service.ended(service.newest());
    }

    @AfterAll
    static void remove() {
        service.remove();
        balancer.remove();
    }

    @Test
    @Order(1)
    @Fact(
            value = "When UpdateService has answered, the list may still begin with the deployment before",
            known = OBSERVED,
            source = "lz")
    void theListLags() {
        var sawTheOneBefore = new ArrayList<Boolean>();

        for (int trial = 0; trial < TRIALS && !sawTheOneBefore.contains(true); trial++) {
            String before = service.newest();
            String definition = service.begun(THROUGH, SERVES);
            sawTheOneBefore.add(service.newest().equals(before));
            service.ended(service.listed(definition));
        }

        assertThat(sawTheOneBefore).endsWith(true);
    }

    @Test
    @Order(2)
    @Fact(
            value =
                    "A rollback that is asked for when the old tasks are being stopped is requested, and does not happen",
            known = INFERRED,
            source = "svcdep")
    void aRollbackInTheLastStageLosesTheRace() {
        List<String> before = balancer.serving();
        String deployment = service.deploy(THROUGH);
        String late = service.at("CLEAN_UP", deployment).statusAsString();

        service.stop(deployment);

        String asked = service.described(deployment).statusAsString();
        String ended = service.ended(deployment).statusAsString();
        assertThat(List.of(late, asked, ended)).containsExactly("IN_PROGRESS", "ROLLBACK_REQUESTED", "SUCCESSFUL");
        assertThat(balancer.serving()).hasSize(1).doesNotContainAnyElementsOf(before);
    }

    @Test
    @Order(3)
    @Fact(value = "Five deployments of a service at most have not ended", known = INFERRED, source = "docs/aws.md")
    void aSixthDeploymentIsRefused() throws Exception {
        service.paused(service.deploy(GATED), 1);
        List<Callable<String>> eight = List.of(
                service::forced,
                service::forced,
                service::forced,
                service::forced,
                service::forced,
                service::forced,
                service::forced,
                service::forced);

        var answers = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> answer : threads.invokeAll(eight)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).contains("").anySatisfy(answer -> assertThat(answer).contains("active deployments exist"));
        assertThat(service.unfinished()).isLessThanOrEqualTo(5);
    }
}

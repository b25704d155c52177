package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static dev.slipway.sandbox.behaviour.Fact.Known.INFERRED;
import static dev.slipway.sandbox.behaviour.Fact.Known.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Eventually;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/**
 * The life of one service without load balancer, and its PAUSE hook. In a real account {@code -Daws.real.subnets} and
 * {@code -Daws.real.securityGroup} say where, and its task runs a small public image.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EcsBehaviourTest {
    private static final String RUN = "slipway-behaviour-" + Long.toString(System.nanoTime(), 36);

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private static String spent = "";
    private final EcsClient ecs = ACCOUNT.client(EcsClient::builder);

    @BeforeAll
    static void create() {
        EcsClient ecs = ACCOUNT.client(EcsClient::builder);
        ecs.createCluster(create -> create.clusterName(RUN));
        String definition = register(ecs);
        ecs.createService(create -> {
            create.cluster(RUN)
                    .serviceName(RUN)
                    .taskDefinition(definition)
                    .desiredCount(1)
                    .launchType("FARGATE")
                    .deploymentConfiguration(configuration("POST_SCALE_UP"));
            if (Account.isReal()) {
                create.networkConfiguration(network -> network.awsvpcConfiguration(AwsVpcConfiguration.builder()
                        .subnets(ACCOUNT.setting("subnets", "").split(","))
                        .securityGroups(ACCOUNT.setting("securityGroup", ""))
                        .assignPublicIp("ENABLED")
                        .build()));
            }
        });
    }

    private static String register(EcsClient ecs) {
        return ecs.registerTaskDefinition(register -> register.family(RUN)
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .networkMode("awsvpc")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image(Account.image())
                                .command("sleep", "3600")
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private static DeploymentConfiguration configuration(String stage) {
        return DeploymentConfiguration.builder()
                .strategy("BLUE_GREEN")
                .bakeTimeInMinutes(0)
                .lifecycleHooks(DeploymentLifecycleHook.builder()
                        .targetType("PAUSE")
                        .lifecycleStagesWithStrings(stage)
                        .timeoutConfiguration(
                                timeout -> timeout.timeoutInMinutes(30).action("ROLLBACK"))
                        .build())
                .build();
    }

    @AfterAll
    static void remove() {
        EcsClient ecs = ACCOUNT.client(EcsClient::builder);
        ecs.deleteService(delete -> delete.cluster(RUN).service(RUN).force(true));
        Eventually.holds(ACCOUNT.patience(), () -> ecs.deleteCluster(delete -> delete.cluster(RUN)));
        ecs.listTaskDefinitions(list -> list.familyPrefix(RUN))
                .taskDefinitionArns()
                .forEach(arn -> ecs.deregisterTaskDefinition(each -> each.taskDefinition(arn)));
    }

    @Test
    @Order(1)
    @Fact(value = "The first deployment of a service pauses too", known = OBSERVED, source = "cm")
    void theFirstDeploymentPauses() {
        DeploymentLifecycleHookDetail hook = hook();

        assertThat(hook.targetTypeAsString()).isEqualTo("PAUSE");
        assertThat(hook.timeoutActionAsString()).isEqualTo("ROLLBACK");
    }

    @Test
    @Order(2)
    @Fact(value = "Hook ids are ecs-pause- and 43 url-safe characters", known = OBSERVED, source = "cm")
    void aHookIdHasItsShape() {
        assertThat(hook().hookId()).matches("ecs-pause-[A-Za-z0-9_-]{43}");
    }

    @Test
    @Order(3)
    @Fact(value = "A malformed hook id is refused by its format", known = DOCUMENTED, source = "tsbg")
    void aMalformedHookIdIsRefused() {
        assertThatThrownBy(() -> answer(newest().serviceDeploymentArn(), "nonsense", "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("Invalid hookId: hookId must follow the format: ecs-{hookType}-{id}");
    }

    @Test
    @Order(4)
    @Fact(
            value = "Desired count and deployment configuration start no deployment",
            known = DOCUMENTED,
            source = "SDK:UpdateServiceRequest")
    void aGracePeriodStartsNoDeployment() {
        String before = newest().serviceDeploymentArn();

        ecs.updateService(
                update -> update.cluster(RUN).service(RUN).deploymentConfiguration(configuration("POST_SCALE_UP")));

        assertThat(newest().serviceDeploymentArn()).isEqualTo(before);
    }

    @Test
    @Order(5)
    @Fact(value = "CONTINUE lets the deployment end", known = DOCUMENTED, source = "cont")
    void continueLetsTheDeploymentEnd() {
        String deployment = newest().serviceDeploymentArn();
        spent = hook().hookId();

        answer(deployment, spent, "CONTINUE");

        Eventually.holds(
                ACCOUNT.patience(),
                () -> assertThat(described(deployment).statusAsString()).isEqualTo("SUCCESSFUL"));
    }

    @Test
    @Order(6)
    @Fact(value = "A deployment that has ended can't be continued", known = DOCUMENTED, source = "tsbg")
    void anEndedDeploymentIsNotContinued() {
        assertThatThrownBy(() -> answer(newest().serviceDeploymentArn(), spent, "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining(
                        "Continuing a service deployment is not allowed for service deployment in terminal states.");
    }

    @Test
    @Order(7)
    @Fact(value = "A PAUSE hook is refused where traffic shifts", known = DOCUMENTED, source = "tsbg")
    void aPauseWhereTrafficShiftsIsRefused() {
        assertThatThrownBy(() -> ecs.updateService(update ->
                        update.cluster(RUN).service(RUN).deploymentConfiguration(configuration("TEST_TRAFFIC_SHIFT"))))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("Invalid lifecycle stage provided for Pause Hook");
    }

    @Test
    @Order(8)
    @Fact(value = "Another deployment's hook id is refused as spent", known = DOCUMENTED, source = "tsbg")
    void aSpentHookIdIsRefused() {
        String definition = register(ecs);
        ecs.updateService(update -> update.cluster(RUN).service(RUN).taskDefinition(definition));
        String deployment = hookOf(definition).deployment().serviceDeploymentArn();

        assertThatThrownBy(() -> answer(deployment, spent, "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("Provided hookId is either completed, unavailable, or not associated");
    }

    @Test
    @Order(9)
    @Fact(value = "ROLLBACK takes the deployment back to the last good one", known = INFERRED, source = "evolve")
    void rollbackTakesItBack() {
        ServiceDeployment deployment = described(newest().serviceDeploymentArn());

        answer(deployment.serviceDeploymentArn(), hook().hookId(), "ROLLBACK");

        Eventually.holds(
                ACCOUNT.patience(),
                () -> assertThat(described(deployment.serviceDeploymentArn()).statusAsString())
                        .isEqualTo("ROLLBACK_SUCCESSFUL"));
    }

    @Test
    @Order(10)
    @Fact(value = "A deployment that is not there does not exist", known = DOCUMENTED, source = "tsbg")
    void anUnknownDeploymentDoesNotExist() {
        String arn = newest().serviceDeploymentArn().replaceFirst("/[^/]+$", "/" + "x".repeat(21));

        assertThatThrownBy(() -> answer(arn, spent, "CONTINUE"))
                .isInstanceOf(EcsException.class)
                .hasMessageContaining("The service deployment does not exist.");
    }

    private void answer(String deployment, String hook, String action) {
        ecs.continueServiceDeployment(
                go -> go.serviceDeploymentArn(deployment).hookId(hook).action(action));
    }

    private ServiceDeploymentBrief newest() {
        return Eventually.get(
                ACCOUNT.patience(),
                () -> ecs.listServiceDeployments(list -> list.cluster(RUN).service(RUN))
                        .serviceDeployments()
                        .getFirst());
    }

    private ServiceDeployment described(String arn) {
        return ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(arn))
                .serviceDeployments()
                .getFirst();
    }

    /** The hook the newest deployment waits at. */
    private DeploymentLifecycleHookDetail hook() {
        return Eventually.get(ACCOUNT.patience(), () -> waiting(described(newest().serviceDeploymentArn())));
    }

    private record Waiting(ServiceDeployment deployment, DeploymentLifecycleHookDetail hook) {}

    /** The hook at which the deployment of this task definition waits: the list may name the one before for a while. */
    private Waiting hookOf(String definition) {
        return Eventually.get(ACCOUNT.patience(), () -> {
            ServiceDeployment deployment = described(newest().serviceDeploymentArn());
            String revision = deployment.targetServiceRevision().arn();
            assertThat(ecs.describeServiceRevisions(describe -> describe.serviceRevisionArns(revision))
                            .serviceRevisions()
                            .getFirst()
                            .taskDefinition())
                    .isEqualTo(definition);
            return new Waiting(deployment, waiting(deployment));
        });
    }

    private static DeploymentLifecycleHookDetail waiting(ServiceDeployment deployment) {
        List<DeploymentLifecycleHookDetail> open = deployment.lifecycleHookDetails().stream()
                .filter(hook -> "AWAITING_ACTION".equals(hook.statusAsString()))
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }
}

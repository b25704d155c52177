package dev.slipway.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookDetail;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;

/** A service on Fargate in a cluster of its own, both called by the same name, and its deployments. */
final class DeployedService {
    /** Serves a page on port 8080. */
    static final String SERVES = "mkdir /www; echo ok >/www/index.html; exec httpd -f -p 8080 -h /www";

    static final String FAILS = "exit 3";
    private static final Set<String> ENDED = Set.of("SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED");

    private final Account account;
    private final String name;
    private final EcsClient ecs;

    /** Where a deployment waited, and what of the traffic its new revision was to have then. */
    record Pause(String stage, String hookId, double production, double test) {}

    DeployedService(Account account, String name) {
        this.account = account;
        this.name = name;
        this.ecs = account.client(EcsClient::builder);
        ecs.createCluster(create -> create.clusterName(name));
    }

    /** A configuration that pauses at these stages. */
    static DeploymentConfiguration.Builder strategy(String strategy, DeploymentLifecycleHook... hooks) {
        return DeploymentConfiguration.builder()
                .strategy(strategy)
                .bakeTimeInMinutes(0)
                .lifecycleHooks(hooks);
    }

    static DeploymentLifecycleHook pause(int minutes, String action, String... stages) {
        return DeploymentLifecycleHook.builder()
                .targetType("PAUSE")
                .lifecycleStagesWithStrings(stages)
                .timeoutConfiguration(
                        timeout -> timeout.timeoutInMinutes(minutes).action(action))
                .build();
    }

    /** Makes the service with one task. */
    void create(DeploymentConfiguration configuration, LoadBalancer... balancers) {
        create(configuration, SERVES, balancers);
    }

    void create(DeploymentConfiguration configuration, String script, LoadBalancer... balancers) {
        String definition = register(script);
        ecs.createService(create -> create.cluster(name)
                .serviceName(name)
                .taskDefinition(definition)
                .desiredCount(1)
                .launchType("FARGATE")
                .networkConfiguration(network -> network.awsvpcConfiguration(AwsVpcConfiguration.builder()
                        .subnets(account.setting("subnets", "subnet-1,subnet-2").split(","))
                        .securityGroups(account.setting("securityGroup", "sg-1"))
                        .assignPublicIp("ENABLED")
                        .build()))
                .loadBalancers(balancers)
                .deploymentConfiguration(configuration));
    }

    private String register(String script) {
        return ecs.registerTaskDefinition(register -> register.family(name)
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .networkMode("awsvpc")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image(Account.image())
                                .command("sh", "-c", script)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8080)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Starts a deployment of a new task definition; its ARN. */
    String deploy(DeploymentConfiguration configuration) {
        return deploy(configuration, SERVES);
    }

    String deploy(DeploymentConfiguration configuration, String script) {
        return listed(begun(configuration, script));
    }

    /** Starts a deployment of a new task definition, and waits for nothing; the task definition's ARN. */
    String begun(DeploymentConfiguration configuration, String script) {
        String definition = register(script);
        ecs.updateService(update ->
                update.cluster(name).service(name).taskDefinition(definition).deploymentConfiguration(configuration));
        return definition;
    }

    /** The deployment of this task definition, once it is the newest in the list; its ARN. */
    String listed(String definition) {
        // For a while the list may still name the one before as the newest.
        return Eventually.get(account.patience(), () -> {
            ServiceDeployment newest = described(newest());
            assertThat(ecs.describeServiceRevisions(describe -> describe.serviceRevisionArns(
                                    newest.targetServiceRevision().arn()))
                            .serviceRevisions()
                            .getFirst()
                            .taskDefinition())
                    .isEqualTo(definition);
            return newest.serviceDeploymentArn();
        });
    }

    /** The newest deployment in the list; waits for the first. */
    String newest() {
        return Eventually.get(account.patience(), () -> listed().getFirst().serviceDeploymentArn());
    }

    /** What AWS says to a new deployment of what is deployed already; empty if it starts one. */
    String forced() {
        try {
            ecs.updateService(update -> update.cluster(name).service(name).forceNewDeployment(true));
            return "";
        } catch (EcsException e) {
            return e.awsErrorDetails().errorMessage();
        }
    }

    /** How many deployments in the list have not ended. */
    long unfinished() {
        return listed().stream()
                .filter(deployment -> !ENDED.contains(deployment.statusAsString()))
                .count();
    }

    private List<ServiceDeploymentBrief> listed() {
        return ecs.listServiceDeployments(list -> list.cluster(name).service(name))
                .serviceDeployments();
    }

    ServiceDeployment described(String deployment) {
        return ecs.describeServiceDeployments(describe -> describe.serviceDeploymentArns(deployment))
                .serviceDeployments()
                .getFirst();
    }

    /** The hooks at which a deployment waits. */
    List<DeploymentLifecycleHookDetail> waiting(String deployment) {
        return waiting(described(deployment)).toList();
    }

    private static Stream<DeploymentLifecycleHookDetail> waiting(ServiceDeployment deployment) {
        return deployment.lifecycleHookDetails().stream()
                .filter(hook -> "AWAITING_ACTION".equals(hook.statusAsString()));
    }

    /** The deployment, waiting at this many hooks at once. */
    ServiceDeployment paused(String deployment, int hooks) {
        return Eventually.get(account.patience(), () -> {
            ServiceDeployment described = described(deployment);
            assertThat(waiting(described)).hasSize(hooks);
            return described;
        });
    }

    void answer(String deployment, String hook, String action) {
        ecs.continueServiceDeployment(
                go -> go.serviceDeploymentArn(deployment).hookId(hook).action(action));
    }

    void stop(String deployment) {
        ecs.stopServiceDeployment(stop -> stop.serviceDeploymentArn(deployment).stopType("ROLLBACK"));
    }

    /** Continues whenever the deployment waits, until it has ended; where it waited, in order. */
    List<Pause> continued(String deployment) {
        var pauses = new ArrayList<Pause>();
        Eventually.holds(account.patience(), () -> {
            ServiceDeployment described = described(deployment);
            waiting(described).forEach(hook -> {
                pauses.add(new Pause(
                        String.valueOf(described.lifecycleStageAsString()),
                        hook.hookId(),
                        orNone(described.targetServiceRevision().requestedProductionTrafficWeight()),
                        orNone(described.targetServiceRevision().requestedTestTrafficWeight())));
                answer(deployment, hook.hookId(), "CONTINUE");
            });
            assertThat(described.statusAsString()).isIn(ENDED);
        });
        return pauses;
    }

    private static double orNone(@Nullable Double weight) {
        return weight == null ? -1 : weight;
    }

    /** The deployment, once it has ended. */
    ServiceDeployment ended(String deployment) {
        return Eventually.get(account.patience(), () -> {
            ServiceDeployment described = described(deployment);
            assertThat(described.statusAsString()).isIn(ENDED);
            return described;
        });
    }

    /** The deployment, once it is in this stage, or has ended. */
    ServiceDeployment at(String stage, String deployment) {
        return Eventually.get(account.patience(), () -> {
            ServiceDeployment described = described(deployment);
            assertThat(ENDED.contains(described.statusAsString()) || stage.equals(described.lifecycleStageAsString()))
                    .isTrue();
            return described;
        });
    }

    String name() {
        return name;
    }

    void remove() {
        ecs.deleteService(delete -> delete.cluster(name).service(name).force(true));
        Eventually.holds(account.patience(), () -> ecs.deleteCluster(delete -> delete.cluster(name)));
        ecs.listTaskDefinitions(list -> list.familyPrefix(name))
                .taskDefinitionArns()
                .forEach(arn -> ecs.deregisterTaskDefinition(each -> each.taskDefinition(arn)));
    }
}

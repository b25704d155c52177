package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.StartDeployment.Hook;
import dev.slipway.sandbox.model.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ecs} and {@link LoadBalancers} keep to. Each test has a stage of its own; the world may be shared. */
public abstract class EcsContract {
    private static final String STAGE = "POST_TEST_TRAFFIC_SHIFT";
    private static final SortedMap<String, String> TAGS = new TreeMap<>(Map.of("slipway:release", "R"));

    private EcsStage stage;

    protected abstract Ecs ecs();

    protected abstract LoadBalancers loadBalancers();

    /** Asks the world behind the ports. */
    protected abstract <R> R call(Call<R> call);

    /** Lets the world move on until this holds. */
    protected abstract void until(BooleanSupplier holds);

    /** An instant that has not come yet by the adapter's clock, and one that has. */
    protected abstract Instant soon();

    protected abstract Instant past();

    @BeforeEach
    void setTheStage() {
        stage = new EcsStage(this::call);
        until(() -> newest().status() == DeploymentStatus.SUCCESSFUL);
    }

    @Test
    void describesServicesLeavingOutThoseThatDoNotExist() {
        List<ServiceView> found = ecs().describeServices(stage.cluster, List.of("shop", "nobody"));

        assertThat(found).hasSize(1);
        assertThat(found.getFirst())
                .extracting(
                        ServiceView::name,
                        ServiceView::status,
                        ServiceView::deploymentController,
                        ServiceView::desiredCount,
                        ServiceView::taskDefinitionArn,
                        ServiceView::currentDeploymentArn)
                .containsExactly("shop", "ACTIVE", "ECS", 1, stage.firstTaskDefinition, Optional.of(newest().arn()));
        assertThat(found.getFirst().loadBalancers())
                .containsExactly(new RevisionView.LoadBalancerView(
                        stage.blue,
                        Optional.of(stage.green),
                        Optional.of(stage.productionRule),
                        Optional.of(stage.testRule),
                        Optional.of("arn:aws:iam::123456789012:role/ecs"),
                        "app",
                        8080));
    }

    @Test
    void tellsWhenAServiceWasMade() {
        ServiceView found =
                ecs().describeServices(stage.cluster, List.of("shop")).getFirst();

        assertThat(found.createdAt()).isBetween(newest().createdAt().minusSeconds(1), newest().createdAt());
    }

    @Test
    void findsNothingInAClusterThatDoesNotExist() {
        List<ServiceView> services = ecs().describeServices("nowhere", List.of("shop"));

        assertThat(services).isEmpty();
    }

    @Test
    void findsNoDeploymentsOfAServiceThatDoesNotExist() {
        List<String> deployments = ecs().listServiceDeployments(stage.cluster, "nobody");

        assertThat(deployments).isEmpty();
    }

    @Test
    void registersATaskDefinitionAndReadsItAgain() {
        var definition = stage.definition("v2");

        String arn = answer(ecs().registerTaskDefinition(definition, TAGS, soon()));

        assertThat(arn).endsWith(":task-definition/" + stage.family + ":2");
        Ecs.TaskDefinition found = ecs().describeTaskDefinition(arn).orElseThrow();
        assertThat(found.arn()).isEqualTo(arn);
        assertThat(found.tags()).isEqualTo(TAGS);
        assertThat(found.content().path("containerDefinitions").path(0).path("image"))
                .isEqualTo(definition.path("containerDefinitions").path(0).path("image"));
        assertThat(found.content().path("containerDefinitions").path(0).path("environment"))
                .isEqualTo(definition.path("containerDefinitions").path(0).path("environment"));
        assertThat(Stream.of("taskDefinitionArn", "revision", "status", "registeredAt", "registeredBy", "tags"))
                .noneMatch(found.content()::has);
    }

    @Test
    void registersWhatItReadAgain() {
        Ecs.TaskDefinition first =
                ecs().describeTaskDefinition(stage.firstTaskDefinition).orElseThrow();

        String again = answer(ecs().registerTaskDefinition(first.content(), TAGS, soon()));

        assertThat(ecs().describeTaskDefinition(again).orElseThrow().content()).isEqualTo(first.content());
    }

    @Test
    void findsNoTaskDefinitionThatDoesNotExist() {
        Optional<Ecs.TaskDefinition> found = ecs().describeTaskDefinition(stage.family + ":999");

        assertThat(found).isEmpty();
    }

    @Test
    void listsTheRevisionsOfAFamilyTheNewestFirst() {
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));
        String third = answer(ecs().registerTaskDefinition(stage.definition("v3"), TAGS, soon()));

        assertThat(ecs().listTaskDefinitions(stage.family)).containsExactly(third, second, stage.firstTaskDefinition);
        assertThat(ecs().listTaskDefinitions("sho")).isEmpty();
    }

    @Test
    void leavesOutDeploymentsAndRevisionsAndTasksThatDoNotExist() {
        String deployment = newest().arn();
        String revision = newest().targetRevisionArn().orElseThrow();
        String nowhere = deployment.substring(0, deployment.lastIndexOf('/')) + "/AAAAAAAAAAAAAAAAAAAAA";
        String never = revision.substring(0, revision.lastIndexOf('/')) + "/1111111111111111111";

        assertThat(ecs().describeServiceDeployments(List.of(nowhere, deployment)))
                .extracting(DeploymentView::arn)
                .containsExactly(deployment);
        assertThat(ecs().describeServiceRevisions(List.of(never, revision)))
                .extracting(RevisionView::arn)
                .containsExactly(revision);
        assertThat(ecs().describeTasks(stage.cluster, List.of("0123456789abcdef0123456789abcdef")))
                .isEmpty();
    }

    @Test
    void tellsTheTasksOfAService() {
        List<String> running = ecs().listTasks(stage.cluster, "shop", false);

        List<TaskView> tasks = ecs().describeTasks(stage.cluster, running);

        assertThat(tasks)
                .extracting(TaskView::taskDefinitionArn, TaskView::lastStatus)
                .containsExactly(org.assertj.core.api.Assertions.tuple(stage.firstTaskDefinition, "RUNNING"));
        assertThat(tasks.getFirst().containers())
                .extracting(TaskView.ContainerView::name)
                .containsExactly("app");
    }

    /** One answer of ListTasks has 100, and so many may be asked for by one DescribeTasks. */
    @Test
    void tellsAllTasksOfALargeService() {
        stage.scaleTo(this::call, 101);
        until(() -> ecs().listTasks(stage.cluster, "shop", false).size() == 101);

        List<TaskView> tasks = ecs().describeTasks(stage.cluster, ecs().listTasks(stage.cluster, "shop", false));

        assertThat(tasks).extracting(TaskView::arn).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void holdsADeploymentAtItsHookUntilItIsContinued() {
        String live = live();
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));

        Sent<Void> sent = ecs().updateService(start(second), soon());

        assertThat(sent).isEqualTo(Sent.done());
        DeploymentView paused = untilPaused();
        assertThat(paused.status()).isEqualTo(DeploymentStatus.IN_PROGRESS);
        assertThat(paused.lifecycleStage()).contains(STAGE);
        assertThat(paused.hooks()).hasSize(1);
        assertThat(live()).isEqualTo(live);
        assertThat(revisionOf(paused).taskDefinitionArn()).isEqualTo(second);
        assertThat(healthy(groupOf(paused))).hasSize(1);
    }

    @Test
    void movesTrafficOnceItIsContinuedAndTakesNoSecondAnswer() {
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));
        ecs().updateService(start(second), soon());
        DeploymentView paused = untilPaused();
        String hook = paused.awaiting().orElseThrow().hookId();

        Sent<Void> sent = ecs().continueServiceDeployment(paused.arn(), hook, HookAction.CONTINUE, soon());

        assertThat(sent).isEqualTo(Sent.done());
        until(() -> newest().status() == DeploymentStatus.SUCCESSFUL);
        assertThat(live()).isEqualTo(groupOf(paused));
        PortFailure spent = catchThrowableOfType(
                PortFailure.class,
                () -> ecs().continueServiceDeployment(paused.arn(), hook, HookAction.CONTINUE, soon()));
        assertThat(spent.kind()).isEqualTo(PortFailure.Kind.REFUSED);
    }

    @Test
    void rollsADeploymentBackAtItsHook() {
        String live = live();
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));
        ecs().updateService(start(second), soon());
        DeploymentView paused = untilPaused();

        Sent<Void> sent = ecs().continueServiceDeployment(
                        paused.arn(), paused.awaiting().orElseThrow().hookId(), HookAction.ROLLBACK, soon());

        assertThat(sent).isEqualTo(Sent.done());
        until(() -> newest().status() == DeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(live()).isEqualTo(live);
    }

    @Test
    void stopsADeploymentByRollingItBack() {
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));
        ecs().updateService(start(second), soon());
        DeploymentView paused = untilPaused();

        Sent<Void> sent = ecs().stopServiceDeployment(paused.arn(), soon());

        assertThat(sent).isEqualTo(Sent.done());
        until(() -> newest().status() == DeploymentStatus.ROLLBACK_SUCCESSFUL);
    }

    @Test
    void startsNothingByARepeatedUpdate() {
        String second = answer(ecs().registerTaskDefinition(stage.definition("v2"), TAGS, soon()));
        ecs().updateService(start(second), soon());
        String deployment = untilPaused().arn();

        ecs().updateService(start(second), soon());

        assertThat(ecs().listServiceDeployments(stage.cluster, "shop").getFirst())
                .isEqualTo(deployment);
        assertThat(newest().awaiting()).isPresent();
    }

    @Test
    void doesNothingWhoseTimeHasPassed() {
        String deployment = newest().arn();

        List<Sent<?>> sent = List.of(
                ecs().registerTaskDefinition(stage.definition("v2"), TAGS, past()),
                ecs().updateService(start(stage.firstTaskDefinition), past()),
                ecs().continueServiceDeployment(deployment, "ecs-pause-x", HookAction.CONTINUE, past()),
                ecs().stopServiceDeployment(deployment, past()));

        assertThat(sent).containsOnly(new Sent.TooLate<>());
        assertThat(ecs().listTaskDefinitions(stage.family)).containsExactly(stage.firstTaskDefinition);
    }

    @Test
    void describesRulesLeavingOutThoseThatDoNotExist() {
        String nowhere = stage.testRule.substring(0, stage.testRule.lastIndexOf('/')) + "/0123456789abcdef";

        List<RuleView> rules = loadBalancers().describeRules(List.of(nowhere, stage.testRule));

        assertThat(rules).extracting(RuleView::arn).containsExactly(stage.testRule);
        assertThat(loadBalancers().describeRules(List.of(nowhere))).isEmpty();
        assertThat(loadBalancers().describeRules(List.of())).isEmpty();
    }

    private StartDeployment start(String taskDefinition) {
        return new StartDeployment(
                stage.cluster,
                "shop",
                taskDefinition,
                new Strategy.BlueGreen(Duration.ZERO),
                true,
                List.of(),
                List.of(new Hook(STAGE, 60)));
    }

    /** The listing may lag behind. */
    private DeploymentView newest() {
        until(() -> !ecs().listServiceDeployments(stage.cluster, "shop").isEmpty());
        String newest = ecs().listServiceDeployments(stage.cluster, "shop").getFirst();
        return ecs().describeServiceDeployments(List.of(newest)).getFirst();
    }

    private DeploymentView untilPaused() {
        until(() -> newest().awaiting().isPresent());
        return newest();
    }

    /** The target group that has all production traffic. */
    private String live() {
        RuleView rule =
                loadBalancers().describeRules(List.of(stage.productionRule)).getFirst();
        return Stream.of(stage.blue, stage.green)
                .filter(group -> rule.percentOf(group) == 100)
                .findFirst()
                .orElseThrow();
    }

    private RevisionView revisionOf(DeploymentView deployment) {
        return ecs().describeServiceRevisions(
                        List.of(deployment.targetRevisionArn().orElseThrow()))
                .getFirst();
    }

    private String groupOf(DeploymentView deployment) {
        return revisionOf(deployment).loadBalancers().getFirst().targetGroupArn();
    }

    private List<TargetView> healthy(String targetGroup) {
        return loadBalancers().describeTargetHealth(targetGroup).stream()
                .filter(TargetView::isHealthy)
                .toList();
    }

    private static <T> T answer(Sent<T> sent) {
        if (sent instanceof Sent.Done<T> done) {
            return done.answer();
        }
        throw new AssertionError("not sent: " + sent);
    }
}

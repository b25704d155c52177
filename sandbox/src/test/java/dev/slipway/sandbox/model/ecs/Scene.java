package dev.slipway.sandbox.model.ecs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.awsmodel.EventCheck;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.cloudwatch.PutMetricAlarm;
import dev.slipway.sandbox.model.cloudwatch.SetAlarmState;
import dev.slipway.sandbox.model.elb.Action;
import dev.slipway.sandbox.model.elb.CreateListener;
import dev.slipway.sandbox.model.elb.CreateLoadBalancer;
import dev.slipway.sandbox.model.elb.CreateRule;
import dev.slipway.sandbox.model.elb.CreateTargetGroup;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeRules;
import dev.slipway.sandbox.model.elb.FixedResponseConfig;
import dev.slipway.sandbox.model.elb.RuleCondition;
import dev.slipway.sandbox.model.events.Events;
import dev.slipway.sandbox.tasks.Conduct;
import dev.slipway.sandbox.wire.Encoded;
import dev.slipway.sandbox.world.SimulatedWorld;
import dev.slipway.sandbox.world.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The stage for tests: one cluster, one load balancer with two groups and two rules, a service to play with. */
final class Scene {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final String GATE = "POST_TEST_TRAFFIC_SHIFT";

    final SimulatedWorld world;
    final Map<String, Conduct> conducts = new LinkedHashMap<>();
    final List<JsonNode> events = new ArrayList<>();
    final List<StartTask> orders = new ArrayList<>();
    Instant now = NOON;
    final String blue;
    final String green;
    final String productionRule;
    final String testRule;
    final String productionListener;
    private @Nullable Consumer<Scene> watcher;

    Scene() {
        this(AwsVariant.likeliest(), 1);
    }

    Scene(AwsVariant variant) {
        this(variant, 1);
    }

    Scene(AwsVariant variant, long seed) {
        world = new SimulatedWorld(
                Worlds.create(
                        new Identity("123456789012", "eu-west-1"),
                        Pace.REAL,
                        Timing.real(),
                        variant,
                        new SplittableRandom(seed)),
                this::conduct);
        call(new Events.PutRule("all", null, "{\"source\":[\"aws.ecs\"]}", "ENABLED", null, null, List.of(), null));
        call(new Events.PutTargets(
                "all",
                null,
                List.of(new Events.Target(
                        "q", "arn:aws:sqs:eu-west-1:123456789012:q", null, null, null, null, null, null, null))));
        call(new CreateCluster("main", List.of(), null, null, List.of(), null));
        var balancer = call(new CreateLoadBalancer(
                        "lb", List.of("subnet-1", "subnet-2"), List.of(), List.of(), null, List.of(), null, null))
                .loadBalancers()
                .get(0)
                .loadBalancerArn();
        blue = group("blue");
        green = group("green");
        productionListener = listener(balancer, 8080);
        productionRule = rule(productionListener, blue);
        testRule = rule(listener(balancer, 8081), green);
    }

    private Conduct conduct(StartTask order) {
        orders.add(order);
        String image = order.containers().get(0).image();
        return conducts.getOrDefault(image, Conduct.good());
    }

    String group(String name) {
        return call(new CreateTargetGroup(
                        name,
                        "HTTP",
                        null,
                        8080,
                        "vpc-1",
                        null,
                        null,
                        null,
                        "/healthz",
                        10,
                        5,
                        2,
                        2,
                        null,
                        "ip",
                        List.of(),
                        null))
                .targetGroups()
                .get(0)
                .targetGroupArn();
    }

    private String listener(String balancer, int port) {
        var notFound = new Action(
                "fixed-response", null, null, null, new FixedResponseConfig("nothing here", "404", "text/plain"), null);
        return call(new CreateListener(balancer, "HTTP", port, null, List.of(), List.of(notFound), List.of()))
                .listeners()
                .get(0)
                .listenerArn();
    }

    private String rule(String listener, String group) {
        var everything = new RuleCondition("path-pattern", List.of("/*"), null, null, null, null);
        var forward = new Action("forward", group, null, null, null, null);
        return call(new CreateRule(listener, List.of(everything), 1, List.of(forward), List.of()))
                .rules()
                .get(0)
                .ruleArn();
    }

    /** Asks the world, now. */
    <R> R call(Call<R> call) {
        R answer = world.apply(call, now);
        Encoded.check(call, answer);
        collect();
        return answer;
    }

    private void collect() {
        world.deliveries().forEach(deliver -> {
            assertThat(EventCheck.faults(deliver.body())).isEmpty();
            events.add(deliver.body());
        });
    }

    /** Has the scene looked at after every step of time. */
    Scene watchedBy(Consumer<Scene> watcher) {
        this.watcher = watcher;
        return this;
    }

    /** Lets time pass. */
    Scene pass(Duration time) {
        Instant end = now.plus(time);
        for (var due = world.nextDue(); due.isPresent() && due.get().isBefore(end); due = world.nextDue()) {
            step(due.get());
        }
        step(end);
        return this;
    }

    private void step(Instant to) {
        now = to.isAfter(now) ? to : now;
        world.advanceTo(now);
        collect();
        if (watcher != null) {
            watcher.accept(this);
        }
    }

    /** Lets time pass until this holds, at most a day. */
    Scene until(BooleanSupplier condition) {
        Instant end = now.plus(Duration.ofDays(1));
        step(now);
        while (!condition.getAsBoolean()) {
            var due = world.nextDue();
            if (due.isEmpty() || due.get().isAfter(end)) {
                throw new AssertionError("it never became true; last: " + newest());
            }
            step(due.get());
        }
        return this;
    }

    /** Lets time pass until the newest deployment waits at a hook. */
    Scene untilPaused() {
        return until(() -> !newest().lifecycleHookDetails().isEmpty()
                && newest().lifecycleHookDetails().stream()
                        .anyMatch(hook -> hook.status().equals("AWAITING_ACTION")));
    }

    Scene untilStage(String stage) {
        return until(() -> stage.equals(newest().lifecycleStage()));
    }

    Scene untilStatus(String status) {
        return until(() -> newest().status().equals(status));
    }

    /** Registers a task definition that runs this image. */
    String register(String image) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put("family", "api")
                .put("networkMode", "awsvpc")
                .put("cpu", "256")
                .put("memory", "512");
        var container = definition.putArray("containerDefinitions").addObject();
        container.put("name", "app").put("image", image);
        container.putArray("portMappings").addObject().put("containerPort", 8080);
        return call(new RegisterTaskDefinition(definition))
                .taskDefinition()
                .path("taskDefinitionArn")
                .asText();
    }

    LoadBalancer wiring() {
        return new LoadBalancer(
                blue,
                null,
                "app",
                8080,
                new AdvancedConfiguration(green, productionRule, testRule, "arn:aws:iam::123456789012:role/ecs"));
    }

    /** Creates the service and answers its first deployment. */
    Scene created(String image, DeploymentConfiguration configuration) {
        return created(image, configuration, List.of(wiring()));
    }

    Scene created(String image, DeploymentConfiguration configuration, List<LoadBalancer> loadBalancers) {
        return createdOf(register(image), configuration, loadBalancers);
    }

    /** Creates the service with a task definition of its own. */
    Scene createdOf(String taskDefinition, DeploymentConfiguration configuration, List<LoadBalancer> loadBalancers) {
        call(new CreateService(
                "main",
                "api",
                taskDefinition,
                loadBalancers,
                2,
                null,
                "FARGATE",
                null,
                null,
                null,
                configuration,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null));
        // In some variants a deployment is not named until it is listed.
        if (service().currentServiceDeployment() == null) {
            pass(Duration.ofSeconds(5));
        }
        return this;
    }

    /** The service, live on this image. */
    Scene live(String image, DeploymentConfiguration configuration) {
        return created(image, configuration).through();
    }

    /** Answers every hook with CONTINUE until the newest deployment is SUCCESSFUL. */
    Scene through() {
        return until(() -> {
            waiting().forEach(this::proceed);
            return newest().status().equals("SUCCESSFUL");
        });
    }

    List<String> waiting() {
        return newest().lifecycleHookDetails().stream()
                .filter(hook -> hook.status().equals("AWAITING_ACTION"))
                .map(DeploymentLifecycleHookDetail::hookId)
                .toList();
    }

    String hook() {
        return waiting().get(0);
    }

    void proceed(String hookId) {
        call(new ContinueServiceDeployment(newest().serviceDeploymentArn(), hookId, "CONTINUE"));
    }

    void goBack(String hookId) {
        call(new ContinueServiceDeployment(newest().serviceDeploymentArn(), hookId, "ROLLBACK"));
    }

    /** Deploys another image with the configuration the service has. */
    Scene deploy(String image) {
        return update(register(image), null, false);
    }

    Scene update(@Nullable String taskDefinition, @Nullable DeploymentConfiguration configuration, boolean force) {
        call(new UpdateService(
                "main",
                "api",
                null,
                taskDefinition,
                null,
                configuration,
                null,
                null,
                null,
                null,
                force,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return this;
    }

    Service service() {
        return call(new DescribeServices("main", List.of("api"), List.of()))
                .services()
                .get(0);
    }

    ServiceDeployment newest() {
        return deployment(requireNonNull(service().currentServiceDeployment()));
    }

    ServiceDeployment deployment(String arn) {
        return call(new DescribeServiceDeployments(List.of(arn)))
                .serviceDeployments()
                .get(0);
    }

    String image(String revisionArn) {
        return call(new DescribeServiceRevisions(List.of(revisionArn)))
                .serviceRevisions()
                .get(0)
                .containerImages()
                .get(0)
                .image();
    }

    /** Weights of a rule by the group's name. */
    Map<String, Integer> weights(String rule) {
        var forward = requireNonNull(call(new DescribeRules(null, List.of(rule)))
                .rules()
                .get(0)
                .actions()
                .get(0)
                .forwardConfig());
        var weights = new LinkedHashMap<String, Integer>();
        forward.targetGroups()
                .forEach(group -> weights.put(
                        group.targetGroupArn().equals(blue) ? "blue" : "green", requireNonNull(group.weight())));
        return weights;
    }

    /** The images of the tasks that run, sorted. */
    List<String> running() {
        var arns = call(new ListTasks("main", null, null, null, null, "api", "RUNNING", null))
                .taskArns();
        return arns.isEmpty()
                ? List.of()
                : call(new DescribeTasks("main", arns, List.of())).tasks().stream()
                        .filter(task -> task.lastStatus().equals("RUNNING"))
                        .map(task -> task.containers().get(0).image())
                        .sorted()
                        .toList();
    }

    DescribeDataPlane.Picture dataPlane() {
        return call(new DescribeDataPlane());
    }

    void alarm(String name, String state) {
        call(new PutMetricAlarm(
                name, null, null, List.of(), List.of(), List.of(), null, null, null, null, List.of(), null, null, null,
                null, null, null, null, List.of()));
        call(new SetAlarmState(name, state, "said by hand", null));
    }

    /** What the bus carried under this detail-type: each event's name. */
    List<String> eventNames(String detailType) {
        return events.stream()
                .filter(event -> event.path("detail-type").asText().equals(detailType))
                .map(event -> event.path("detail").path("eventName").asText())
                .collect(Collectors.toList());
    }

    static DeploymentConfiguration blueGreen(DeploymentLifecycleHook... hooks) {
        return configuration("BLUE_GREEN", hooks);
    }

    static DeploymentConfiguration configuration(String strategy, DeploymentLifecycleHook... hooks) {
        return new DeploymentConfiguration(strategy, 10, List.of(hooks), null, null, null, null, null, null);
    }

    static DeploymentLifecycleHook pause(int minutes, String action, String... stages) {
        return new DeploymentLifecycleHook(
                "PAUSE", null, null, List.of(stages), null, new HookTimeout(minutes, action));
    }

    static DeploymentLifecycleHook gate() {
        return pause(60, "ROLLBACK", GATE);
    }
}

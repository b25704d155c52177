package dev.slipway.deployer.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Tasks of Amazon ECS without a service, by the AWS SDK. */
public final class AwsTasks implements Tasks {
    private static final String DESCRIBE_SERVICES = "ecs:DescribeServices";
    private static final String RUN_TASK = "ecs:RunTask";
    private static final String LIST_TASKS = "ecs:ListTasks";
    private static final String STOP_TASK = "ecs:StopTask";

    /** Which tasks are a gate's, for IAM: a policy can't see who started a task, but what it is tagged with. */
    static final String TAG = "slipway:command";

    /** What a service and RunTask say in the same words. */
    private static final List<String> PLACEMENT = List.of(
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "networkConfiguration",
            "placementConstraints",
            "placementStrategy");

    private final EcsClient reads;
    private final EcsClient effects;
    private final Calls calls;

    public AwsTasks(AwsClients clients, Clock clock) {
        this.reads = clients.ecsReads();
        this.effects = clients.ecsEffects();
        this.calls = new Calls(clock);
    }

    @Override
    @Iam(DESCRIBE_SERVICES)
    public Optional<Placement> placement(String cluster, String service) {
        return Calls.of(
                        DESCRIBE_SERVICES,
                        () -> reads.describeServices(
                                request -> request.cluster(cluster).services(service)))
                .services()
                .stream()
                .findFirst()
                .map(AwsTasks::placement);
    }

    private static Placement placement(Service service) {
        ObjectNode settings = SdkJson.write(service).retain(PLACEMENT);
        // Where AWS says that there is none, RunTask wants to be told nothing.
        PLACEMENT.stream()
                .filter(member ->
                        settings.path(member).isArray() && settings.path(member).isEmpty())
                .forEach(settings::remove);
        return new Placement(settings);
    }

    @Override
    @Iam({RUN_TASK, "ecs:TagResource", "iam:PassRole"})
    public Sent<Void> run(Start start, Instant actBefore) {
        RunTaskRequest.Builder request = SdkJson.read(start.placement().settings(), RunTaskRequest.builder())
                .cluster(start.cluster())
                .taskDefinition(start.taskDefinitionArn())
                .count(1)
                .startedBy(start.name())
                .clientToken(start.name())
                .tags(Tag.builder().key(TAG).value(start.name()).build())
                .overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder()
                        .name(start.container())
                        .command(start.command())
                        .build()));
        Sent<List<Failure>> sent = calls.before(
                actBefore,
                RUN_TASK,
                fence -> effects.runTask(request.overrideConfiguration(fence).build())
                        .failures());
        return switch (sent) {
            case Sent.Done<List<Failure>> done -> started(done.answer());
            case Sent.TooLate<List<Failure>> late -> new Sent.TooLate<>();
        };
    }

    /** That there was no room for a task is no error of the call. */
    private static Sent<Void> started(List<Failure> failures) {
        if (failures.isEmpty()) {
            return Sent.done();
        }
        Failure first = failures.getFirst();
        String reason = String.valueOf(first.reason());
        String detail = first.detail() == null ? "" : ", " + first.detail();
        throw PortFailure.refused(RUN_TASK, reason, RUN_TASK + " started no task: " + reason + detail);
    }

    @Override
    @Iam(LIST_TASKS)
    public List<String> running(String cluster, String name) {
        // It must be the only filter (API reference, ListTasks), and so finds only those that are to run.
        return Calls.of(
                        LIST_TASKS,
                        () -> reads.listTasks(
                                request -> request.cluster(cluster).startedBy(name)))
                .taskArns();
    }

    @Override
    @Iam(LIST_TASKS)
    public List<String> stopped(String cluster, String family) {
        return Calls.of(
                LIST_TASKS,
                () -> reads
                        .listTasksPaginator(request ->
                                request.cluster(cluster).family(family).desiredStatus(DesiredStatus.STOPPED))
                        .taskArns()
                        .stream()
                        .toList());
    }

    @Override
    @Iam(STOP_TASK)
    public Sent<Void> stop(String cluster, String taskArn, String reason, Instant actBefore) {
        Sent<Object> sent = calls.before(
                actBefore,
                STOP_TASK,
                fence -> effects.stopTask(request ->
                        request.cluster(cluster).task(taskArn).reason(reason).overrideConfiguration(fence)));
        return sent instanceof Sent.Done<Object> ? Sent.done() : new Sent.TooLate<>();
    }
}

package dev.slipway.deployer.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.StopServiceDeploymentStopType;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Amazon ECS by the AWS SDK. */
public final class AwsEcs implements Ecs {
    private static final String DESCRIBE_SERVICES = "ecs:DescribeServices";
    private static final String LIST_SERVICE_DEPLOYMENTS = "ecs:ListServiceDeployments";
    private static final String DESCRIBE_SERVICE_DEPLOYMENTS = "ecs:DescribeServiceDeployments";
    private static final String DESCRIBE_SERVICE_REVISIONS = "ecs:DescribeServiceRevisions";
    private static final String DESCRIBE_TASK_DEFINITION = "ecs:DescribeTaskDefinition";
    private static final String LIST_TASK_DEFINITIONS = "ecs:ListTaskDefinitions";
    private static final String REGISTER_TASK_DEFINITION = "ecs:RegisterTaskDefinition";
    private static final String UPDATE_SERVICE = "ecs:UpdateService";
    private static final String CONTINUE_SERVICE_DEPLOYMENT = "ecs:ContinueServiceDeployment";
    private static final String STOP_SERVICE_DEPLOYMENT = "ecs:StopServiceDeployment";
    private static final String LIST_TASKS = "ecs:ListTasks";
    private static final String DESCRIBE_TASKS = "ecs:DescribeTasks";
    private static final int TASKS_AT_ONCE = 100;
    /** They are read before a rollback is sent, which must not wait for thousands of tasks that end again and again. */
    private static final long MOST_STOPPED = 1000;

    private final EcsClient reads;
    private final EcsClient effects;
    private final Calls calls;

    public AwsEcs(AwsClients clients, Clock clock) {
        this.reads = clients.ecsReads();
        this.effects = clients.ecsEffects();
        this.calls = new Calls(clock);
    }

    @Override
    @Iam(DESCRIBE_SERVICES)
    public List<ServiceView> describeServices(String cluster, List<String> services) {
        if (services.isEmpty()) {
            return List.of();
        }
        return unlessGone(() -> {
            var answer = Calls.of(
                    DESCRIBE_SERVICES,
                    () -> reads.describeServices(
                            request -> request.cluster(cluster).services(services)));
            onlyMissing(DESCRIBE_SERVICES, answer.failures());
            return answer.services().stream().map(EcsViews::service).toList();
        });
    }

    /** A cluster or service that does not exist is an error of these calls, and has nothing in it. */
    private static <T> List<T> unlessGone(Supplier<List<T>> call) {
        try {
            return call.get();
        } catch (PortFailure failure) {
            if (failure.kind() == PortFailure.Kind.NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }

    @Override
    @Iam(LIST_SERVICE_DEPLOYMENTS)
    public List<String> listServiceDeployments(String cluster, String service) {
        return unlessGone(() -> {
            var answer = Calls.of(
                    LIST_SERVICE_DEPLOYMENTS,
                    () -> reads.listServiceDeployments(
                            request -> request.cluster(cluster).service(service).maxResults(20)));
            return answer.serviceDeployments().stream()
                    .sorted(Comparator.comparing(ServiceDeploymentBrief::createdAt)
                            .reversed())
                    .map(ServiceDeploymentBrief::serviceDeploymentArn)
                    .toList();
        });
    }

    @Override
    @Iam(DESCRIBE_SERVICE_DEPLOYMENTS)
    public List<DeploymentView> describeServiceDeployments(List<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        var answer = Calls.of(
                DESCRIBE_SERVICE_DEPLOYMENTS,
                () -> reads.describeServiceDeployments(request -> request.serviceDeploymentArns(arns)));
        onlyMissing(DESCRIBE_SERVICE_DEPLOYMENTS, answer.failures());
        return answer.serviceDeployments().stream().map(EcsViews::deployment).toList();
    }

    @Override
    @Iam(DESCRIBE_SERVICE_REVISIONS)
    public List<RevisionView> describeServiceRevisions(List<String> arns) {
        if (arns.isEmpty()) {
            return List.of();
        }
        var answer = Calls.of(
                DESCRIBE_SERVICE_REVISIONS,
                () -> reads.describeServiceRevisions(request -> request.serviceRevisionArns(arns)));
        onlyMissing(DESCRIBE_SERVICE_REVISIONS, answer.failures());
        return answer.serviceRevisions().stream().map(EcsViews::revision).toList();
    }

    @Override
    @Iam(DESCRIBE_TASK_DEFINITION)
    public Optional<TaskDefinition> describeTaskDefinition(String taskDefinition) {
        try {
            var answer = Calls.of(
                    DESCRIBE_TASK_DEFINITION,
                    () -> reads.describeTaskDefinition(
                            request -> request.taskDefinition(taskDefinition).include(TaskDefinitionField.TAGS)));
            return Optional.of(EcsViews.taskDefinition(answer));
        } catch (PortFailure e) {
            // There is no exception of its own for it: a ClientException says "Unable to describe task definition."
            if (e.code().equals("ClientException") && e.getMessage().contains("Unable to describe task definition")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    @Iam(LIST_TASK_DEFINITIONS)
    public List<String> listTaskDefinitions(String family) {
        return Calls.of(
                        LIST_TASK_DEFINITIONS,
                        () -> reads.listTaskDefinitions(request -> request.familyPrefix(family)
                                .status(TaskDefinitionStatus.ACTIVE)
                                .sort(SortOrder.DESC)
                                .maxResults(100)))
                .taskDefinitionArns();
    }

    @Override
    @Iam({REGISTER_TASK_DEFINITION, "ecs:TagResource", "iam:PassRole"})
    public Sent<String> registerTaskDefinition(
            ObjectNode definition, SortedMap<String, String> tags, Instant actBefore) {
        RegisterTaskDefinitionRequest.Builder request = request(definition);
        SortedMap<String, String> all = new TreeMap<>();
        request.build().tags().forEach(tag -> all.put(tag.key(), tag.value()));
        all.putAll(tags);
        if (!all.isEmpty()) {
            request.tags(all.entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList());
        }
        return calls.before(
                actBefore,
                REGISTER_TASK_DEFINITION,
                fence -> effects.registerTaskDefinition(
                                request.overrideConfiguration(fence).build())
                        .taskDefinition()
                        .taskDefinitionArn());
    }

    private static RegisterTaskDefinitionRequest.Builder request(ObjectNode definition) {
        try {
            return SdkJson.read(definition, RegisterTaskDefinitionRequest.builder());
        } catch (SdkJson.Misfit e) {
            throw PortFailure.refused(
                    REGISTER_TASK_DEFINITION,
                    "UnknownMember",
                    REGISTER_TASK_DEFINITION + " was not sent: " + e.getMessage());
        }
    }

    @Override
    @Iam({UPDATE_SERVICE, "iam:PassRole"})
    public Sent<Void> updateService(StartDeployment start, Instant actBefore) {
        var request = DeploymentRequests.of(start);
        return done(calls.before(
                actBefore,
                UPDATE_SERVICE,
                fence -> effects.updateService(
                        request.overrideConfiguration(fence).build())));
    }

    @Override
    @Iam(CONTINUE_SERVICE_DEPLOYMENT)
    public Sent<Void> continueServiceDeployment(
            String deploymentArn, String hookId, HookAction action, Instant actBefore) {
        return done(calls.before(
                actBefore,
                CONTINUE_SERVICE_DEPLOYMENT,
                fence -> effects.continueServiceDeployment(request -> request.serviceDeploymentArn(deploymentArn)
                        .hookId(hookId)
                        // Always said: left out, it would mean CONTINUE.
                        .action(action.name())
                        .overrideConfiguration(fence))));
    }

    @Override
    @Iam(STOP_SERVICE_DEPLOYMENT)
    public Sent<Void> stopServiceDeployment(String deploymentArn, Instant actBefore) {
        return done(calls.before(
                actBefore,
                STOP_SERVICE_DEPLOYMENT,
                fence -> effects.stopServiceDeployment(request -> request.serviceDeploymentArn(deploymentArn)
                        .stopType(StopServiceDeploymentStopType.ROLLBACK)
                        .overrideConfiguration(fence))));
    }

    @Override
    @Iam(LIST_TASKS)
    public List<String> listTasks(String cluster, String service, boolean stopped) {
        return Calls.of(
                LIST_TASKS,
                () -> reads
                        .listTasksPaginator(request -> request.cluster(cluster)
                                .serviceName(service)
                                .desiredStatus(stopped ? DesiredStatus.STOPPED : DesiredStatus.RUNNING))
                        .taskArns()
                        .stream()
                        .limit(stopped ? MOST_STOPPED : Long.MAX_VALUE)
                        .toList());
    }

    @Override
    @Iam(DESCRIBE_TASKS)
    public List<TaskView> describeTasks(String cluster, List<String> arns) {
        var tasks = new ArrayList<TaskView>();
        for (int from = 0; from < arns.size(); from += TASKS_AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + TASKS_AT_ONCE));
            var answer = Calls.of(
                    DESCRIBE_TASKS,
                    () -> reads.describeTasks(
                            request -> request.cluster(cluster).tasks(some)));
            onlyMissing(DESCRIBE_TASKS, answer.failures());
            answer.tasks().stream().map(EcsViews::task).forEach(tasks::add);
        }
        return List.copyOf(tasks);
    }

    /** What does not exist is left out; any other failure inside an answer is a failure of the call. */
    private static void onlyMissing(String action, List<Failure> failures) {
        for (Failure failure : failures) {
            if (!"MISSING".equals(failure.reason())) {
                String detail = failure.detail() == null ? "" : ", " + failure.detail();
                throw Failures.of(action, String.valueOf(failure.reason()), "of '" + failure.arn() + "'" + detail);
            }
        }
    }

    private static Sent<Void> done(Sent<?> sent) {
        return switch (sent) {
            case Sent.Done<?> done -> Sent.done();
            case Sent.TooLate<?> late -> new Sent.TooLate<>();
        };
    }
}

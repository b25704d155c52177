package dev.slipway.deployer.reconcile.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amazon ECS. Every method throws {@link PortFailure}. {@code actBefore} is the instant before which an effect must be
 * sent; the adapter looks at the clock last before sending and bounds the call to what is left.
 */
public interface Ecs {

    /** DescribeServices, at most ten; those that do not exist, or whose cluster does not, are left out. */
    List<ServiceView> describeServices(String cluster, List<String> services);

    /** ListServiceDeployments, the newest first, one page of at most 20 ARNs; empty if there is no such service. */
    List<String> listServiceDeployments(String cluster, String service);

    /** DescribeServiceDeployments, at most 20; those that do not exist are left out. */
    List<DeploymentView> describeServiceDeployments(List<String> arns);

    /** DescribeServiceRevisions, at most 20; those that do not exist are left out. */
    List<RevisionView> describeServiceRevisions(List<String> arns);

    /** DescribeTaskDefinition with its tags; empty if it does not exist. */
    Optional<TaskDefinition> describeTaskDefinition(String taskDefinition);

    /** ListTaskDefinitions of a family, active ones, the newest first, one page of at most 100 ARNs. */
    List<String> listTaskDefinitions(String family);

    /** RegisterTaskDefinition; answers with the new revision's ARN. Not idempotent. */
    Sent<String> registerTaskDefinition(ObjectNode definition, SortedMap<String, String> tags, Instant actBefore);

    /**
     * UpdateService with a complete deploymentConfiguration, a task definition unless the service is to keep its own, and
     * nothing else, so that a repeated call starts nothing.
     */
    Sent<Void> updateService(StartDeployment start, Instant actBefore);

    /** ContinueServiceDeployment. */
    Sent<Void> continueServiceDeployment(String deploymentArn, String hookId, HookAction action, Instant actBefore);

    /** StopServiceDeployment with stop type ROLLBACK. */
    Sent<Void> stopServiceDeployment(String deploymentArn, Instant actBefore);

    /** ListTasks of a service: all that are to run, or 1,000 of those that stopped within about an hour. */
    List<String> listTasks(String cluster, String service, boolean stopped);

    /** DescribeTasks, as many; those that do not exist are left out. */
    List<TaskView> describeTasks(String cluster, List<String> arns);

    /**
     * A registered task definition.
     *
     * @param content as RegisterTaskDefinition would take it: without ARN, revision, status and other answers of AWS
     */
    record TaskDefinition(String arn, ObjectNode content, SortedMap<String, String> tags) {
        public TaskDefinition {
            tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        }
    }
}

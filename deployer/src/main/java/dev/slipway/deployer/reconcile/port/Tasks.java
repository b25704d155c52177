package dev.slipway.deployer.reconcile.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tasks of Amazon ECS that belong to no service. Every method throws {@link PortFailure}; for {@code actBefore} see
 * {@link Ecs}. A task that is found here is described by {@link Ecs#describeTasks}.
 */
public interface Tasks {

    /** DescribeServices: where and on what a service's tasks run; empty if there is no such service. */
    Optional<Placement> placement(String cluster, String service);

    /**
     * RunTask of one task. Sent again with the same name and all else the same it starts nothing, for a day (API reference,
     * "Ensuring idempotency").
     */
    Sent<Void> run(Start start, Instant actBefore);

    /** ListTasks of those that were started under this name and are to run. */
    List<String> running(String cluster, String name);

    /** ListTasks of a family that are to stop or have stopped within about an hour, all pages. */
    List<String> stopped(String cluster, String family);

    /** StopTask. Of a task that has stopped already it changes nothing. */
    Sent<Void> stop(String cluster, String taskArn, String reason, Instant actBefore);

    /**
     * Where and on what tasks run.
     *
     * @param settings as RunTask takes them: launch type or capacity providers, platform version, network, placement
     */
    record Placement(ObjectNode settings) {}

    /**
     * What is to run.
     *
     * @param container gets the command; the others run as the task definition says
     * @param command   at least one word
     * @param name      finds it again; at most 64 letters, digits, hyphens, slashes and underscores
     */
    record Start(
            String cluster,
            String taskDefinitionArn,
            Placement placement,
            String container,
            List<String> command,
            String name) {
        public Start {
            command = List.copyOf(command);
        }
    }
}

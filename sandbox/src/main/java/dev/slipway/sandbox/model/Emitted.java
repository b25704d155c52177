package dev.slipway.sandbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the model wants done in the world. Data only; whoever drives the model carries it out and reports back by calls. */
public sealed interface Emitted {

    /** A container of a task is to be run. Answered by {@code TaskStarted} or {@code TaskExited}. */
    record StartTask(String taskArn, List<ContainerSpec> containers) implements Emitted {
        public StartTask {
            containers = List.copyOf(containers);
        }
    }

    /**
     * One container of a task, ready to run.
     *
     * @param image          as the task definition names it
     * @param digest         the manifest's digest; empty if it could not be resolved
     * @param entryPoint     overrides the image's if not empty
     * @param command        overrides the image's if not empty
     * @param environment    the task definition's own, in its order
     * @param containerPort  the port it listens on as the task definition says; 0 if none
     * @param memoryMebibytes the most it may use; 0 if nothing limits it
     * @param healthCheck    how it is asked whether it is well; empty if nobody asks
     * @param dependsOn      what has to be so of other containers before it is started
     * @param startTimeout   how long after its start others wait at most for what they depend on; empty if they wait on
     */
    record ContainerSpec(
            String name,
            String image,
            String digest,
            boolean essential,
            List<String> entryPoint,
            List<String> command,
            Map<String, String> environment,
            int containerPort,
            int memoryMebibytes,
            Duration stopTimeout,
            Optional<HealthCheck> healthCheck,
            List<Dependency> dependsOn,
            Optional<Duration> startTimeout) {
        public ContainerSpec {
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            dependsOn = List.copyOf(dependsOn);
        }

        /** One that nobody asks how it is, and that waits for no other. */
        public ContainerSpec(
                String name,
                String image,
                String digest,
                boolean essential,
                List<String> entryPoint,
                List<String> command,
                Map<String, String> environment,
                int containerPort,
                int memoryMebibytes,
                Duration stopTimeout) {
            this(
                    name,
                    image,
                    digest,
                    essential,
                    entryPoint,
                    command,
                    environment,
                    containerPort,
                    memoryMebibytes,
                    stopTimeout,
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
        }

        /** The same with another command and environment. */
        public ContainerSpec with(List<String> command, Map<String, String> environment) {
            return new ContainerSpec(
                    name,
                    image,
                    digest,
                    essential,
                    entryPoint,
                    command,
                    environment,
                    containerPort,
                    memoryMebibytes,
                    stopTimeout,
                    healthCheck,
                    dependsOn,
                    startTimeout);
        }
    }

    /**
     * A command that is run in a container, again and again.
     *
     * @param command     program and arguments; not empty
     * @param interval    from one end, or the start of the container, to the next run
     * @param timeout     how long it may take
     * @param retries     failures in a row that make a container unhealthy
     * @param startPeriod how long after the start failures do not count, unless a success came before
     */
    record HealthCheck(List<String> command, Duration interval, Duration timeout, int retries, Duration startPeriod) {
        public HealthCheck {
            command = List.copyOf(command);
        }
    }

    /** What has to be so of another container of the task. */
    record Dependency(String containerName, Condition condition) {}

    /** ECS's conditions of dependencies. */
    enum Condition {
        /** It was started. */
        START,
        /** It has ended. */
        COMPLETE,
        /** It has ended with exit code 0. */
        SUCCESS,
        /** It passes its health check. */
        HEALTHY
    }

    /** SIGTERM now, SIGKILL after the grace. Answered by {@code TaskExited}. */
    record StopTask(String taskArn, Duration grace) implements Emitted {}

    /** The load balancer's data plane changed: whoever proxies asks by {@code DescribeDataPlane} again. */
    record DataPlaneChanged() implements Emitted {}

    /**
     * A message for a queue: an event that matched a rule.
     *
     * @param messageGroupId empty if the target names none
     * @param ruleArn        on whose behalf EventBridge sends it
     * @param deadLetterArn  the queue that gets what the other one does not take; empty if the target names none
     */
    record Deliver(String queueArn, JsonNode body, String messageGroupId, String ruleArn, String deadLetterArn)
            implements Emitted {}
}

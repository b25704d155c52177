package dev.slipway.sandbox.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
            Duration stopTimeout) {
        public ContainerSpec {
            entryPoint = List.copyOf(entryPoint);
            command = List.copyOf(command);
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
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

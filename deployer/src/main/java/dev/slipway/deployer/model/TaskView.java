package dev.slipway.deployer.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What DescribeTasks says of one task.
 *
 * @param startedBy who says to have started it; empty if nobody does
 * @param createdAt when it was asked for
 * @param startedAt when it came to RUNNING; empty before
 * @param health    HEALTHY, UNHEALTHY or UNKNOWN, of its containers' own health checks; empty if not told
 */
public record TaskView(
        String arn,
        String taskDefinitionArn,
        String lastStatus,
        Optional<String> stopCode,
        Optional<String> stoppedReason,
        Optional<String> startedBy,
        Optional<Instant> createdAt,
        Optional<Instant> startedAt,
        Optional<String> health,
        List<ContainerView> containers) {

    public TaskView {
        containers = List.copyOf(containers);
    }

    /**
     * One container of it.
     *
     * @param address its private address, if it has one
     */
    public record ContainerView(
            String name, Optional<Integer> exitCode, Optional<String> reason, Optional<String> address) {}
}

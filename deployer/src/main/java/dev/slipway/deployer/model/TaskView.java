package dev.slipway.deployer.model;

import java.util.List;
import java.util.Optional;

/** What DescribeTasks says of one task. */
public record TaskView(
        String arn,
        String taskDefinitionArn,
        String lastStatus,
        Optional<String> stopCode,
        Optional<String> stoppedReason,
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

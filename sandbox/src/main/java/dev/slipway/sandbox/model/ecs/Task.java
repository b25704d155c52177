package dev.slipway.sandbox.model.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task as AWS shows it. */
public record Task(
        String taskArn,
        String clusterArn,
        String taskDefinitionArn,
        String group,
        @Nullable String startedBy,
        @Nullable String launchType,
        @Nullable String capacityProviderName,
        @Nullable String platformVersion,
        @Nullable String platformFamily,
        @Nullable String availabilityZone,
        @Nullable String cpu,
        @Nullable String memory,
        String lastStatus,
        String desiredStatus,
        String healthStatus,
        @Nullable String connectivity,
        List<Container> containers,
        List<Attachment> attachments,
        List<JsonNode> attributes,
        Instant createdAt,
        @Nullable Instant pullStartedAt,
        @Nullable Instant pullStoppedAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppingAt,
        @Nullable Instant executionStoppedAt,
        @Nullable Instant stoppedAt,
        @Nullable String stopCode,
        @Nullable String stoppedReason,
        List<Tag> tags,
        long version,
        @Nullable TaskOverride overrides,
        boolean enableExecuteCommand) {
    public Task {
        containers = containers == null ? List.of() : List.copyOf(containers);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}

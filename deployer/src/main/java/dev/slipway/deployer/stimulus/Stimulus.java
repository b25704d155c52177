package dev.slipway.deployer.stimulus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import java.time.Instant;
import java.util.Optional;

/** What a message of the work queue says: a reason to look again, or none. */
public sealed interface Stimulus {

    /**
     * A tag of a repository came to name a digest, by a push or by replication. Platforms of an index, signatures and other
     * artifacts are not told.
     *
     * @param tag               never empty
     * @param time              the envelope's: when the tag came to name the digest
     * @param account           of the registry
     * @param manifestMediaType empty if the event does not tell
     * @param artifactMediaType empty if the event does not tell
     */
    record ImagePushed(
            String repository,
            Digest digest,
            String tag,
            Instant time,
            String account,
            String region,
            Optional<String> manifestMediaType,
            Optional<String> artifactMediaType)
            implements Stimulus {}

    /**
     * Something happened to a deployment or to the tasks of an ECS service.
     *
     * @param cluster       the cluster's name; empty if the event does not tell
     * @param service       the ECS service's name
     * @param deploymentArn the service deployment's ARN; empty if the event does not tell
     * @param event         ECS's own word, for the log
     */
    record DeploymentChanged(Optional<String> cluster, String service, Optional<String> deploymentArn, String event)
            implements Stimulus {

        /** Whether it is about the ECS service of this configuration, as far as the event tells. */
        public boolean concerns(ServiceSpec spec) {
            boolean sameCluster = cluster.map(name ->
                            spec.cluster().equals(name) || spec.cluster().endsWith(":cluster/" + name))
                    .orElse(true);
            return sameCluster && spec.service().equals(service);
        }
    }

    /**
     * An SSM parameter was made or changed.
     *
     * @param name with its leading slash
     */
    record ParameterChanged(String name) implements Stimulus {}

    /**
     * A message of ours to ourselves.
     *
     * @param token which wake-up chain it belongs to; empty for one that founds none
     */
    record WakeUp(ServiceName service, String token) implements Stimulus {

        /** The message's text. */
        public String body() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("slipway", "wake")
                    .put("service", service.value())
                    .put("token", token)
                    .toString();
        }
    }

    /** A message that is as it should be and does not matter here. */
    record Ignored(String why) implements Stimulus {}

    /** A message that is neither ours nor an event. Its place is the dead-letter queue. */
    record Unparsable(String why) implements Stimulus {}
}

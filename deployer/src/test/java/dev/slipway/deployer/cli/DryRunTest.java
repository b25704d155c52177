package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Digest DIGEST = new Digest("sha256:" + "9c".repeat(32));

    private final ConfigSet config = new ConfigSet(
            "hash",
            new TreeMap<>(Map.of(new ServiceName("shop-api"), Specs.shopApi().build())),
            new TreeMap<>(),
            new TreeMap<>(),
            List.of());
    private final OneService ecs = new OneService();
    private final DryRun dryRun = new DryRun(() -> config, new OneImage(), ecs);

    @Test
    void showsWhatWouldBeRegisteredAndWhatItChanges() {
        var outcome = (DryRun.Outcome.Shown) dryRun.render("shop-api", "v41");

        assertThat(outcome.changes().orElseThrow().text())
                .isEqualTo("containerDefinitions[app].environment[SLIPWAY_IMAGE_TAG]: (none) -> v41\n"
                        + "containerDefinitions[app].image: r/shop/api:v1 -> r/shop/api@" + DIGEST);
    }

    @Test
    void tellsTheFaultsOfWhatCantBeRendered() {
        ecs.container = "web";

        var outcome = dryRun.render("shop-api", DIGEST.value());

        assertThat(outcome)
                .isEqualTo(new DryRun.Outcome.Faulty(List.of(
                        "task definition: containerDefinitions: there is no container 'app' to pin; there is 'web'",
                        "task definition: containerDefinitions[web].image: 'r/shop/api:v1' is of the released repository too;"
                                + " add 'web' to image.containers, or to image.unpinned if it keeps its own version")));
    }

    @Test
    void saysWhichServicesThereAre() {
        var outcome = dryRun.render("shop-apo", "v41");

        assertThat(outcome)
                .isEqualTo(
                        new DryRun.Outcome.NotFound("no service 'shop-apo' is configured; did you mean 'shop-api'?"));
    }

    @Test
    void saysThatThereIsNoSuchImage() {
        var outcome = dryRun.render("shop-api", "v99");

        assertThat(outcome).isEqualTo(new DryRun.Outcome.NotFound("ECR has no image 'v99' in repository 'shop/api'"));
    }

    private static final class OneImage implements Images {
        private static final ImageView V41 = new ImageView(
                DIGEST, List.of("v41"), Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.empty());

        @Override
        public Optional<String> repositoryUri(String repository) {
            return Optional.of("r/" + repository);
        }

        @Override
        public Optional<ImageView> describe(String repository, Digest digest) {
            return Optional.of(V41).filter(image -> image.digest().equals(digest));
        }

        @Override
        public Optional<ImageView> describeTag(String repository, String tag) {
            return Optional.of(V41).filter(image -> image.tags().contains(tag));
        }

        @Override
        public Page list(String repository, String nextToken) {
            throw notUsed();
        }

        @Override
        public Optional<JsonNode> manifest(String repository, Digest digest) {
            throw notUsed();
        }
    }

    private static final class OneService implements Ecs {
        private String container = "app";

        @Override
        public List<ServiceView> describeServices(String cluster, List<String> services) {
            return List.of(new ServiceView(
                    "arn", "shop-api", "ACTIVE", "ECS", 1, "arn:td:1", Optional.empty(), List.of(), List.of()));
        }

        @Override
        public Optional<TaskDefinition> describeTaskDefinition(String taskDefinition) {
            String content = "{\"family\": \"f\", \"containerDefinitions\": [{\"name\": \"" + container
                    + "\", \"image\": \"r/shop/api:v1\"}]}";
            try {
                return Optional.of(new TaskDefinition(
                        taskDefinition, (ObjectNode) new JsonMapper().readTree(content), new TreeMap<>()));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public List<String> listServiceDeployments(String cluster, String service) {
            throw notUsed();
        }

        @Override
        public List<DeploymentView> describeServiceDeployments(List<String> arns) {
            throw notUsed();
        }

        @Override
        public List<RevisionView> describeServiceRevisions(List<String> arns) {
            throw notUsed();
        }

        @Override
        public List<String> listTaskDefinitions(String family) {
            throw notUsed();
        }

        @Override
        public Sent<String> registerTaskDefinition(
                ObjectNode definition, SortedMap<String, String> tags, Instant actBefore) {
            throw notUsed();
        }

        @Override
        public Sent<Void> updateService(StartDeployment start, Instant actBefore) {
            throw notUsed();
        }

        @Override
        public Sent<Void> continueServiceDeployment(
                String deploymentArn, String hookId, HookAction action, Instant actBefore) {
            throw notUsed();
        }

        @Override
        public Sent<Void> stopServiceDeployment(String deploymentArn, Instant actBefore) {
            throw notUsed();
        }

        @Override
        public List<String> listTasks(String cluster, String service, boolean stopped) {
            throw notUsed();
        }

        @Override
        public List<TaskView> describeTasks(String cluster, List<String> arns) {
            throw notUsed();
        }
    }

    private static AssertionError notUsed() {
        return new AssertionError("a dry run has no use for this call");
    }
}

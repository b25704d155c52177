package dev.slipway.deployer.cli;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.problem.NearestName;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Ecs.TaskDefinition;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.taskdef.Rendering;
import dev.slipway.deployer.taskdef.Source;
import dev.slipway.deployer.taskdef.TaskDefinitionDiff;
import dev.slipway.deployer.taskdef.TaskDefinitionRenderer;
import java.util.List;
import java.util.Optional;

/** Renders the task definition that a release of an image would register, and registers nothing. */
public final class DryRun {
    /** Stands for the id that a real release would get. */
    private static final ReleaseId ANY = new ReleaseId("0".repeat(26));

    private final ConfigSource config;
    private final Images images;
    private final Ecs ecs;

    public DryRun(ConfigSource config, Images images, Ecs ecs) {
        this.config = config;
        this.images = images;
        this.ecs = ecs;
    }

    /** What came of it. */
    sealed interface Outcome {

        /**
         * It would be registered.
         *
         * @param changes against the service's current revision; empty if there is none
         */
        record Shown(String content, Optional<TaskDefinitionDiff> changes) implements Outcome {}

        /** It can't be rendered. */
        record Faulty(List<String> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }

        /** What was named does not exist. */
        record NotFound(String what) implements Outcome {}
    }

    /**
     * Renders; throws {@code PortFailure}.
     *
     * @param reference a tag or a digest
     */
    Outcome render(String service, String reference) {
        var set = config.current();
        Optional<ServiceSpec> known = set.services().values().stream()
                .filter(spec -> spec.name().value().equals(service))
                .findFirst();
        if (known.isEmpty()) {
            List<String> names =
                    set.services().keySet().stream().map(ServiceName::value).toList();
            return new Outcome.NotFound(
                    "no service '" + service + "' is configured" + NearestName.hint(service, names));
        }
        ServiceSpec spec = known.get();
        String repository = spec.image().repository();
        Optional<String> uri = images.repositoryUri(repository);
        Optional<Image> image = image(repository, reference);
        if (uri.isEmpty() || image.isEmpty()) {
            return new Outcome.NotFound(
                    uri.isEmpty()
                            ? "ECR has no repository '" + repository + "'"
                            : "ECR has no image '" + reference + "' in repository '" + repository + "'");
        }
        Optional<TaskDefinition> current = current(spec);
        Optional<Source> source = spec.template()
                .<Source>map(path -> new Source.Template(
                        path,
                        set.templates().getOrDefault(path, ""),
                        current.map(
                                revision -> revision.content().path("family").asText())))
                .or(() -> current.map(revision -> new Source.Revision(revision.content())));
        return source.map(from -> outcome(from, spec, image.get(), uri.get(), current))
                .orElseGet(() -> new Outcome.NotFound("there is no ECS service '" + spec.service()
                        + "' on the cluster '" + spec.cluster() + "' to take the task definition from"));
    }

    private static Outcome outcome(
            Source source, ServiceSpec spec, Image image, String uri, Optional<TaskDefinition> current) {
        return switch (TaskDefinitionRenderer.render(source, spec, ANY, image, uri)) {
            case Rendering.Refused refused -> new Outcome.Faulty(refused.faults());
            case Rendering.Rendered rendered ->
                new Outcome.Shown(
                        rendered.content().toPrettyString(),
                        current.map(revision -> TaskDefinitionDiff.between(revision.content(), rendered.content())));
        };
    }

    private Optional<Image> image(String repository, String reference) {
        if (!reference.startsWith("sha256:")) {
            return images.describeTag(repository, reference)
                    .map(found -> Image.of(repository, found.digest(), reference));
        }
        return images.describe(repository, new Digest(reference))
                .map(found -> Image.of(repository, found.digest(), firstTag(found)));
    }

    private static String firstTag(ImageView image) {
        return image.tags().isEmpty() ? "" : image.tags().getFirst();
    }

    private Optional<TaskDefinition> current(ServiceSpec spec) {
        return ecs.describeServices(spec.cluster(), List.of(spec.service())).stream()
                .findFirst()
                .map(ServiceView::taskDefinitionArn)
                .flatMap(ecs::describeTaskDefinition);
    }
}

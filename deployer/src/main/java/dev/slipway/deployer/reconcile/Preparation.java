package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.reconcile.Encounters.Encounter;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Facts;
import dev.slipway.deployer.release.Facts.ImageFault;
import dev.slipway.deployer.release.Facts.Rendered;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.taskdef.Rendering;
import dev.slipway.deployer.taskdef.Source;
import dev.slipway.deployer.taskdef.TaskDefinitionRenderer;
import dev.slipway.deployer.taskdef.TaskPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a release in Preparing asks of the world: content to render, our revision in the family, the service's condition. */
final class Preparation {
    /** The tag that names the release a revision was registered for. It is the idempotency key. */
    static final String RELEASE_TAG = "slipway:release";

    private final Ports ports;
    private final Store store;
    private final Codec codec;

    Preparation(Ports ports, Store store, Codec codec) {
        this.ports = ports;
        this.store = store;
        this.codec = codec;
    }

    /** Renders, and keeps the content under its hash. */
    Rendered render(Frozen frozen, ServiceState state, Release release) {
        Optional<String> uri = repositoryUri(release.image());
        if (uri.isEmpty()) {
            return new Rendered.Faulty(
                    EndClass.IMAGE_GONE,
                    List.of("ECR has no repository '" + release.image().repository() + "'"));
        }
        Optional<Source> source = source(frozen, state, release);
        if (source.isEmpty()) {
            return new Rendered.Faulty(
                    EndClass.RENDER_REFUSED,
                    List.of("there is no ECS service '" + frozen.spec().service() + "' on the cluster '"
                            + frozen.spec().cluster() + "' to take the task definition from"));
        }
        return switch (TaskDefinitionRenderer.render(
                source.get(), frozen.spec(), release.id(), release.image(), uri.get())) {
            case Rendering.Refused refused -> new Rendered.Faulty(EndClass.RENDER_REFUSED, refused.faults());
            case Rendering.Rendered rendered -> ready(frozen.spec(), rendered.content());
        };
    }

    private Rendered ready(ServiceSpec spec, ObjectNode content) {
        String hash = store.keep(spec.name(), Keys::taskDefinition, codec.write(content));
        String family = content.path("family").asText();
        int newest = ports.ecs().listTaskDefinitions(family).stream()
                .findFirst()
                .map(Preparation::revisionOf)
                .orElse(0);
        return new Rendered.Ready(new ReleaseState.Rendering(hash, family, newest));
    }

    private Optional<String> repositoryUri(Image image) {
        // A repository of another registry is named by its full path, whose first part has a dot or a port.
        int slash = image.repository().indexOf('/');
        String first = slash < 0 ? "" : image.repository().substring(0, slash);
        boolean elsewhere = first.contains(".") || first.contains(":");
        return elsewhere ? Optional.of(image.repository()) : ports.images().repositoryUri(image.repository());
    }

    private Optional<Source> source(Frozen frozen, ServiceState state, Release release) {
        if (release.trigger() instanceof Trigger.ManualRollback rollback) {
            return state.good(rollback.target()).map(good -> new Source.Revision(content(frozen.spec(), good)));
        }
        Optional<Ecs.TaskDefinition> live =
                state.live().flatMap(good -> ports.ecs().describeTaskDefinition(good.taskDefinitionArn()));
        if (frozen.templateText().isPresent()) {
            Optional<String> family =
                    live.map(definition -> definition.content().path("family").asText());
            return Optional.of(new Source.Template(
                    frozen.spec().template().orElse("template"),
                    frozen.templateText().get(),
                    family));
        }
        return live.or(() -> configured(frozen.spec())).map(definition -> new Source.Revision(definition.content()));
    }

    /** What the service was made with, as long as nothing of it was ever live. */
    private Optional<Ecs.TaskDefinition> configured(ServiceSpec spec) {
        return ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                .findFirst()
                .map(ServiceView::taskDefinitionArn)
                .flatMap(ports.ecs()::describeTaskDefinition);
    }

    private ObjectNode content(ServiceSpec spec, Good good) {
        return (ObjectNode) store.keptTree(spec.name(), Keys.taskDefinition(good.taskDefinitionHash()));
    }

    /** The revision registered for this release, looked for from the newest down to the one noted before. */
    Optional<String> registered(Release release, ReleaseState.Rendering rendering) {
        return ports.ecs().listTaskDefinitions(rendering.family()).stream()
                .takeWhile(arn -> revisionOf(arn) > rendering.revisionBefore())
                .filter(arn -> ports.ecs()
                        .describeTaskDefinition(arn)
                        .map(definition ->
                                release.id().value().equals(definition.tags().get(RELEASE_TAG)))
                        .orElse(false))
                .findFirst();
    }

    static int revisionOf(String taskDefinitionArn) {
        return Integer.parseInt(taskDefinitionArn.substring(taskDefinitionArn.lastIndexOf(':') + 1));
    }

    /** The service's newest deployment, over or not. */
    Optional<DeploymentView> current(ServiceView service) {
        return new Deployments(ports.ecs()).current(service);
    }

    /** Whose what is in flight is; {@code ours} is the task definition registered for the release that prepares. */
    Encounter encounter(ServiceSpec spec, DeploymentView inFlight, String ours) {
        return new Encounters(ports.ecs(), store).judge(spec, inFlight, Optional.of(ours));
    }

    Facts.PreflightFacts preflight(
            ServiceSpec spec,
            ServiceState state,
            Release release,
            ReleaseState.Rendering rendering,
            Optional<ServiceView> service,
            Optional<DeploymentView> current,
            Encounter encounter) {
        Optional<DeploymentView> inFlight = current.filter(DeploymentView::isInFlight);
        Optional<RevisionView.LoadBalancerView> wiring =
                service.stream().flatMap(view -> view.loadBalancers().stream()).findFirst();
        List<RuleView> rules = wiring.map(this::rules).orElse(List.of());
        Optional<String> liveGroup = service.flatMap(view -> liveGroup(state, view));
        Optional<String> productionRule = wiring.flatMap(RevisionView.LoadBalancerView::productionRuleArn);
        List<String> serving = rules.stream()
                .filter(rule -> productionRule.equals(Optional.of(rule.arn())))
                .flatMap(rule -> rule.weights().stream())
                .filter(weight -> weight.weight() > 0)
                .map(RuleView.Weight::targetGroupArn)
                .toList();
        return new Facts.PreflightFacts(
                inFlight.map(DeploymentView::arn),
                comesFirst(spec, state, release, service, current, encounter),
                wiring.isPresent(),
                serving,
                liveGroup,
                liveGroup.map(this::healthyTargets).orElse(0),
                rules.size() == 2,
                imageFault(spec, release, rendering),
                spec.alarms().names().isEmpty()
                        ? List.of()
                        : ports.alarms().inAlarm(spec.alarms().names()));
    }

    private List<RuleView> rules(RevisionView.LoadBalancerView wiring) {
        var arns = new ArrayList<String>();
        wiring.productionRuleArn().ifPresent(arns::add);
        wiring.testRuleArn().ifPresent(arns::add);
        return arns.isEmpty() ? List.of() : ports.loadBalancers().describeRules(arns);
    }

    /** The target group that the live revision has its tasks in. */
    private Optional<String> liveGroup(ServiceState state, ServiceView service) {
        if (state.live().isEmpty() || service.currentRevisionArns().isEmpty()) {
            return Optional.empty();
        }
        String live = state.live().get().taskDefinitionArn();
        return ports.ecs().describeServiceRevisions(service.currentRevisionArns()).stream()
                .filter(revision -> revision.taskDefinitionArn().equals(live))
                .flatMap(revision -> revision.loadBalancers().stream())
                .map(RevisionView.LoadBalancerView::targetGroupArn)
                .findFirst();
    }

    private int healthyTargets(String group) {
        return (int) ports.loadBalancers().describeTargetHealth(group).stream()
                .filter(TargetView::isHealthy)
                .count();
    }

    /** A service that never ran has nothing that a deployment in flight could be judged or stopped for. */
    private Optional<String> comesFirst(
            ServiceSpec spec,
            ServiceState state,
            Release release,
            Optional<ServiceView> service,
            Optional<DeploymentView> current,
            Encounter encounter) {
        return madeAgain(state, service)
                .or(() -> release.bootstrap() ? Optional.empty() : comesFirst(encounter))
                .or(() -> unknown(spec, state, current));
    }

    private static Optional<String> madeAgain(ServiceState state, Optional<ServiceView> service) {
        return service.filter(view ->
                        state.live().filter(live -> !live.wasLiveOn(view)).isPresent())
                .map(view -> "the service was deleted, and made again at " + view.createdAt()
                        + "; what is remembered as live was live on the one before");
    }

    private static Optional<String> comesFirst(Encounter encounter) {
        return switch (encounter) {
            case Encounter.Waiting waiting ->
                Optional.of("someone else's deployment " + waiting.deployment().arn() + " waits at our hook");
            case Encounter.Late late ->
                Optional.of("deployment " + late.deployment().arn() + " of release " + late.release()
                        + ", which has ended, has to be stopped");
            case Encounter.Ours ours -> Optional.empty();
            case Encounter.Passing passing -> Optional.empty();
        };
    }

    /**
     * Someone else's deployment that ended while the release prepared, or the first one that ever ended well: what is
     * remembered as live serves no more, or something serves at last.
     */
    private Optional<String> unknown(ServiceSpec spec, ServiceState state, Optional<DeploymentView> current) {
        return new Serving(ports.ecs())
                .stranger(spec, current, state.live())
                .map(stranger -> "revision " + stranger.revision().arn()
                        + " serves, which no release of ours brought; it is taken for live first");
    }

    /** Why ECR could not hand the image to ECS. Images of other registries are not checked. */
    private Optional<ImageFault> imageFault(ServiceSpec spec, Release release, ReleaseState.Rendering rendering) {
        Image image = release.image();
        if (image.digest().isEmpty() || !image.repository().equals(spec.image().repository())) {
            return Optional.empty();
        }
        Optional<ImageView> found =
                ports.images().describe(image.repository(), image.digest().get());
        if (found.isEmpty()) {
            return gone("ECR has no image " + image.digest().get() + " in '" + image.repository() + "' any more");
        }
        return found.get()
                .imageStatus()
                .filter(status -> !status.equals("ACTIVE"))
                .flatMap(status -> gone("image " + image + " is " + status + " in ECR"))
                .or(() -> platformFault(spec, image, found.get(), rendering));
    }

    /** Only an index says what its images are made for; any other image is what it is. */
    private Optional<ImageFault> platformFault(
            ServiceSpec spec, Image image, ImageView found, ReleaseState.Rendering rendering) {
        if (!found.isIndex()) {
            return Optional.empty();
        }
        Optional<TaskPlatform> platform =
                TaskPlatform.of(store.keptTree(spec.name(), Keys.taskDefinition(rendering.hash())));
        return platform.flatMap(wanted -> ports.images()
                .manifest(image.repository(), found.digest())
                .flatMap(wanted::missingIn)
                .map(why -> new ImageFault(EndClass.PREFLIGHT_REFUSED, "ECS can't run image " + image + ": " + why)));
    }

    private static Optional<ImageFault> gone(String why) {
        return Optional.of(new ImageFault(EndClass.IMAGE_GONE, why));
    }
}

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes what serves production into memory if it is not ours: at first sight, and when someone else deployed meanwhile. */
final class Adoption {
    private final Ports ports;
    private final Store store;
    private final Codec codec;

    Adoption(Ports ports, Store store, Codec codec) {
        this.ports = ports;
        this.store = store;
        this.codec = codec;
    }

    /**
     * Remembers what serves as live.
     *
     * @param pinSuites keeps the current suites and gives their hash; asked only if something is adopted
     * @return the same object if what serves is what we remember as live, or if nothing can be said
     */
    ServiceState adopt(ServiceState state, ServiceSpec spec, Supplier<String> pinSuites) {
        Optional<ServiceView> service = ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                .filter(view -> view.status().equals("ACTIVE"))
                .findFirst();
        var deployments = new Deployments(ports.ecs());
        Optional<RevisionView> serving = service.flatMap(deployments::current)
                .flatMap(current -> servingRevision(current, state.live().isPresent()))
                .flatMap(deployments::revision);
        if (serving.isEmpty()) {
            return state;
        }
        String taskDefinition = serving.get().taskDefinitionArn();
        boolean known = state.live()
                .map(live -> live.taskDefinitionArn().equals(taskDefinition))
                .orElse(false);
        return known ? state : adopted(state, spec, serving.get(), pinSuites.get());
    }

    /** The revision that serves; while a deployment runs only asked at first sight, and then what it replaces. */
    private static Optional<String> servingRevision(DeploymentView current, boolean isKnownService) {
        if (current.status() == DeploymentStatus.SUCCESSFUL) {
            return current.targetRevisionArn();
        }
        boolean wentBack = current.status() == DeploymentStatus.ROLLBACK_SUCCESSFUL;
        boolean inFlight = !current.status().isTerminal() && !isKnownService;
        return wentBack || inFlight ? current.sourceRevisionArns().stream().findFirst() : Optional.empty();
    }

    private ServiceState adopted(ServiceState state, ServiceSpec spec, RevisionView revision, String suitesHash) {
        var definition = ports.ecs().describeTaskDefinition(revision.taskDefinitionArn());
        if (definition.isEmpty()) {
            return state;
        }
        String hash = store.keep(
                spec.name(), Keys::taskDefinition, codec.write(definition.get().content()));
        var now = ports.clock().now();
        var trigger = state.live().isEmpty() ? new Trigger.Adopted() : new Trigger.Foreign(revision.arn());
        var release = Release.adopted(ports.ids().release(now), trigger, image(spec, revision), hash, suitesHash, now);
        var change = state.change();
        state.live().ifPresent(change::earlierToo);
        return change.live(Optional.of(release.asGood(revision.taskDefinitionArn(), state, now)))
                .outbox(change.outbox().adopting(release))
                .done();
    }

    private static Image image(ServiceSpec spec, RevisionView revision) {
        String name = spec.image().containers().getFirst();
        Optional<RevisionView.ContainerImage> container = revision.containerImages().stream()
                .filter(one -> one.container().equals(name))
                .findFirst()
                .or(() -> revision.containerImages().stream().findFirst());
        String reference = container.map(RevisionView.ContainerImage::image).orElse("unknown");
        Optional<String> digest = container.flatMap(RevisionView.ContainerImage::digest);
        int at = reference.indexOf('@');
        String address = at < 0 ? reference : reference.substring(0, at);
        int colon = address.lastIndexOf(':');
        boolean tagged = colon > address.lastIndexOf('/');
        String repository = tagged ? address.substring(0, colon) : address;
        boolean isOurs = repository.endsWith("/" + spec.image().repository());
        return new Image(
                isOurs ? spec.image().repository() : repository,
                digest.or(() -> at < 0 ? Optional.empty() : Optional.of(reference.substring(at + 1)))
                        .map(Digest::new),
                tagged ? Optional.of(address.substring(colon + 1)) : Optional.empty());
    }

    /** Remembers what exact tags name now, so that the sweep sees when they move. */
    ServiceState markExactTags(ServiceState state, ServiceSpec spec) {
        var change = state.change();
        for (TagPolicy policy : spec.image().tags()) {
            if (policy instanceof TagPolicy.Exact exact) {
                ports.images()
                        .describeTag(spec.image().repository(), exact.text())
                        .ifPresent(image -> change.considered(new OrderMark(
                                exact.text(),
                                state.firstSight(),
                                exact.text(),
                                image.digest().value())));
            }
        }
        return change.done();
    }
}

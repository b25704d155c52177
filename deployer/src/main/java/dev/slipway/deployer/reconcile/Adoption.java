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
import dev.slipway.deployer.release.Good;
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
        Optional<RevisionView> serving = service.flatMap(view -> serving(spec, view, state.live()));
        if (serving.isEmpty() || isOf(serving.get(), state.live())) {
            return state;
        }
        return adopted(state, spec, serving.get(), pinSuites.get());
    }

    /** The revision that serves; while a deployment runs only asked at first sight, and then what served before it. */
    private Optional<RevisionView> serving(ServiceSpec spec, ServiceView service, Optional<Good> live) {
        var deployments = new Deployments(ports.ecs());
        Optional<DeploymentView> current = deployments.current(service);
        DeploymentStatus status = current.map(DeploymentView::status).orElse(DeploymentStatus.UNKNOWN);
        if (status == DeploymentStatus.SUCCESSFUL) {
            return current.flatMap(DeploymentView::targetRevisionArn).flatMap(deployments::revision);
        }
        boolean wentBack = status == DeploymentStatus.ROLLBACK_SUCCESSFUL;
        boolean isFirstSight = current.isPresent() && !status.isTerminal() && live.isEmpty();
        if (!wentBack && !isFirstSight) {
            return Optional.empty();
        }
        // It may replace several: what served, and what has not drained yet. What came of no SUCCESSFUL deployment,
        // such as a first one that was never healthy, has served nobody.
        Optional<RevisionView> known = deployments.revisions(current.get().sourceRevisionArns()).stream()
                .filter(source -> isOf(source, live))
                .findFirst();
        return known.isPresent() ? known : deployments.newestSuccessful(spec.cluster(), spec.service());
    }

    private static boolean isOf(RevisionView revision, Optional<Good> live) {
        return live.map(good -> good.taskDefinitionArn().equals(revision.taskDefinitionArn()))
                .orElse(false);
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

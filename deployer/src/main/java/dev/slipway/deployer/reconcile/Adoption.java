package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.Encounters.Encounter;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Detachment;
import dev.slipway.deployer.release.Ending;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes into memory what is not of a release under way: what serves production, at first sight and when someone else deployed
 * meanwhile, and a deployment in flight that has to be judged or stopped.
 */
final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Ports ports;
    private final Store store;
    private final Codec codec;
    private final Freezer freezer;
    private final Standing standing;

    Adoption(Ports ports, Store store, Codec codec, Freezer freezer, Standing standing) {
        this.ports = ports;
        this.store = store;
        this.codec = codec;
        this.freezer = freezer;
        this.standing = standing;
    }

    /**
     * Looks at what runs while no release is under way.
     *
     * @param goneOver the deployment in flight that is about to be gone over, which is not to be judged first
     * @return the same object if what serves is what we remember as live and nothing in flight needs us, or if nothing can
     *     be said; otherwise with another live one, or with a release of the deployment that was met
     */
    ServiceState adopt(ServiceState state, ServiceSpec spec, ConfigSet config, Optional<String> goneOver) {
        Optional<ServiceView> service = ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                .filter(view -> view.status().equals("ACTIVE"))
                .findFirst();
        if (service.isEmpty()) {
            standing.tell(
                    spec.name().value(),
                    Problems.serviceNotFound(
                            spec.name(),
                            spec.cluster(),
                            spec.service(),
                            ports.clock().now().plus(Sweep.EVERY)));
            return state;
        }
        standing.over(spec.name().value(), ProblemCode.SERVICE_NOT_FOUND);
        if (state.live().filter(live -> !live.wasLiveOn(service.get())).isPresent()) {
            return madeAgain(state, service.get());
        }
        Optional<DeploymentView> current = new Deployments(ports.ecs()).current(service.get());
        Optional<Serving.Stranger> stranger = new Serving(ports.ecs()).stranger(spec, current, state.live());
        if (stranger.isPresent()) {
            boolean wentBack =
                    current.map(DeploymentView::status).equals(Optional.of(DeploymentStatus.ROLLBACK_SUCCESSFUL));
            return adopted(state, spec, stranger.get(), freezer.pin(spec, config), wentBack);
        }
        if (hasHooksAgain(state, service.get(), current)) {
            return leavingAgain(state);
        }
        // Never seen before: what serves is remembered first.
        boolean isToBeJudged = state.version() > 0
                && current.isPresent()
                && !current.map(DeploymentView::arn).equals(goneOver);
        return isToBeJudged ? met(state, spec, current.get(), config) : state;
    }

    /** What was live was so on a service that is no more: this one has no good revision until a deployment of it ends well. */
    private static ServiceState madeAgain(ServiceState state, ServiceView service) {
        LOG.atWarn()
                .addKeyValue("service", state.service())
                .addKeyValue("createdAt", service.createdAt())
                .log(
                        "the service was deleted and made again; nothing is taken for live until a deployment of it succeeds");
        return state.change().nothingLive().done();
    }

    /**
     * A call that we thought lost may bring our hooks back to a service that was detached meanwhile. What is in flight has
     * them all the same and is judged first.
     */
    private boolean hasHooksAgain(ServiceState state, ServiceView service, Optional<DeploymentView> current) {
        boolean isOver = current.filter(DeploymentView::isInFlight).isEmpty();
        Instant now = ports.clock().now();
        return isOver
                && service.lifecycleHooks() > 0
                && state.detachment()
                        .filter(left -> left.isDone() && left.isWatched(now))
                        .isPresent();
    }

    private static ServiceState leavingAgain(ServiceState state) {
        LOG.atWarn()
                .addKeyValue("service", state.service())
                .log("a call of ours took place after the service was detached; its hooks are taken off again");
        return state.change()
                .detachment(state.detachment().map(Detachment::again))
                .done();
    }

    private ServiceState met(ServiceState state, ServiceSpec spec, DeploymentView current, ConfigSet config) {
        return switch (new Encounters(ports.ecs(), store).judge(spec, current, Optional.empty())) {
            case Encounter.Waiting waiting ->
                met(state, spec, current, waiting.revision(), waiting.definition(), Optional.empty(), config);
            case Encounter.Late late
            when state.live().isPresent() ->
                met(state, spec, current, late.revision(), late.definition(), Optional.of(late.release()), config);
            // Of a service that never ran, a first deployment that is given up may stay for ever; the next push
            // replaces it.
            case Encounter.Late late -> state;
            case Encounter.Ours ours -> state;
            case Encounter.Passing passing -> state;
        };
    }

    private ServiceState met(
            ServiceState state,
            ServiceSpec spec,
            DeploymentView current,
            RevisionView revision,
            Ecs.TaskDefinition definition,
            Optional<ReleaseId> late,
            ConfigSet config) {
        String hash = store.keep(spec.name(), Keys::taskDefinition, codec.write(definition.content()));
        var now = ports.clock().now();
        var met = Release.met(
                ports.ids().release(now),
                new Trigger.Foreign(current.arn(), late),
                image(spec, revision),
                hash,
                new ReleaseState.Pin(current.arn(), revision.taskDefinitionArn()),
                now);
        var frozen = freezer.freeze(state, met, spec, config);
        var change = state.change().release(Optional.of(frozen));
        return change.outbox(change.outbox().meeting(frozen)).done();
    }

    private ServiceState adopted(
            ServiceState state, ServiceSpec spec, Serving.Stranger serving, String suitesHash, boolean wentBack) {
        RevisionView revision = serving.revision();
        Ecs.TaskDefinition definition = serving.definition();
        String hash = store.keep(spec.name(), Keys::taskDefinition, codec.write(definition.content()));
        var now = ports.clock().now();
        boolean isFirst = state.goods().findAny().isEmpty();
        var trigger = isFirst ? new Trigger.Adopted() : new Trigger.Foreign(revision.arn(), Optional.empty());
        var release = Release.adopted(ports.ids().release(now), trigger, image(spec, revision), hash, suitesHash, now);
        var change = state.change();
        state.live().ifPresent(change::earlierToo);
        var adopted = change.live(Optional.of(release.asGood(revision.taskDefinitionArn(), state, now)))
                .outbox(change.outbox().adopting(release))
                .done();
        Optional<Release> unproven = new Encounters(ports.ecs(), store)
                .owner(spec, definition)
                .filter(owner -> wentBack
                        ? owner.state().kind() != ReleaseState.Kind.LIVE
                        : Encounters.isGivenUp(owner) && !isLive(owner, state));
        return unproven.isPresent()
                ? Ending.afterUnproven(adopted, unproven.get(), ports.ids().release(now), now)
                : adopted;
    }

    /** By its image: another release may have proved it meanwhile. */
    private static boolean isLive(Release owner, ServiceState state) {
        return state.live().map(good -> good.image().isSameAs(owner.image())).orElse(false);
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

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Tells whose a deployment in flight is. Only the tag on its task definition knows: a deployment of ours that shows up after
 * its release ended looks like any other.
 */
final class Encounters {
    /** Ends after which a deployment of the release must not go on. */
    private static final List<Kind> GIVEN_UP =
            List.of(Kind.ROLLED_BACK, Kind.FAILED, Kind.REFUSED, Kind.CANCELLED, Kind.SUPERSEDED);

    /** As long as ECS does not go back or stop by itself, there is something for us to do. */
    private static final List<DeploymentStatus> GOING_ON =
            List.of(DeploymentStatus.PENDING, DeploymentStatus.IN_PROGRESS, DeploymentStatus.UNKNOWN);

    private final Ecs ecs;
    private final Store store;

    Encounters(Ecs ecs, Store store) {
        this.ecs = ecs;
        this.store = store;
    }

    /** Whose it is. */
    sealed interface Encounter {

        /** It need not concern us: it waits at no hook, or it is about to end anyway. */
        record Passing() implements Encounter {}

        /** It brings the task definition that was asked about. */
        record Ours(DeploymentView deployment) implements Encounter {}

        /** Someone else's, and ECS waits for our answer. */
        record Waiting(DeploymentView deployment, RevisionView revision, Ecs.TaskDefinition definition)
                implements Encounter {}

        /** It belongs to a release that ended without it. */
        record Late(DeploymentView deployment, RevisionView revision, Ecs.TaskDefinition definition, ReleaseId release)
                implements Encounter {}
    }

    /** {@code ours}: the task definition of the release under way; empty if none is. */
    Encounter judge(ServiceSpec spec, DeploymentView deployment, Optional<String> ours) {
        Optional<RevisionView> revision = deployment
                .targetRevisionArn()
                .filter(arn -> GOING_ON.contains(deployment.status()))
                .flatMap(new Deployments(ecs)::revision);
        if (revision.isEmpty()) {
            return new Encounter.Passing();
        }
        if (ours.equals(Optional.of(revision.get().taskDefinitionArn()))) {
            return new Encounter.Ours(deployment);
        }
        Optional<Ecs.TaskDefinition> definition =
                ecs.describeTaskDefinition(revision.get().taskDefinitionArn());
        if (definition.isEmpty()) {
            return new Encounter.Passing();
        }
        Optional<Release> owner = owner(spec, definition.get());
        if (owner.isPresent() && isGivenUp(owner.get())) {
            return new Encounter.Late(
                    deployment, revision.get(), definition.get(), owner.get().id());
        }
        return deployment.awaiting().isPresent()
                ? new Encounter.Waiting(deployment, revision.get(), definition.get())
                : new Encounter.Passing();
    }

    /** Whether what the release brings must not be in production. */
    static boolean isGivenUp(Release owner) {
        return GIVEN_UP.contains(owner.state().kind());
    }

    /** The release of ours that a task definition was registered for. */
    Optional<Release> owner(ServiceSpec spec, Ecs.TaskDefinition definition) {
        return Optional.ofNullable(definition.tags().get(Preparation.RELEASE_TAG))
                .filter(ReleaseId::isOne)
                .flatMap(id -> store.release(spec.name(), new ReleaseId(id)));
    }
}

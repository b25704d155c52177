package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.DEPLOYMENT;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.HOOK_EXPIRES;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.ServiceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ECS shows of a service and of our deployment: unless told otherwise both are well, and the deployment is not listed.
 *
 * @param <S> the scene that it is a part of
 */
abstract class SeenInEcs<S> extends Expectations {
    private String serviceStatus = "ACTIVE";
    private Instant serviceMade = Instant.EPOCH;
    private boolean isServiceAsked = true;
    private boolean isListed;
    private DeploymentStatus status = DeploymentStatus.IN_PROGRESS;
    private Optional<String> statusReason = Optional.empty();
    private Optional<String> stage = Optional.empty();
    private final List<DeploymentView.HookView> hooks = new ArrayList<>();

    abstract S self();

    final S serviceIs(String what) {
        serviceStatus = what;
        return self();
    }

    /** DescribeServices knows no such service. */
    final S serviceIsGone() {
        return serviceIs("");
    }

    /** There is one of its name, made at this instant. */
    final S serviceMadeAt(Instant when) {
        serviceMade = when;
        return self();
    }

    /** This look had no need to ask ECS for the service. */
    final S nobodyAskedForTheService() {
        isServiceAsked = false;
        return self();
    }

    final S notListed() {
        isListed = false;
        return self();
    }

    final S ecsSays(DeploymentStatus its) {
        isListed = true;
        status = its;
        return self();
    }

    final S ecsSays(DeploymentStatus its, String reason) {
        statusReason = Optional.of(reason);
        return ecsSays(its);
    }

    final S stage(String its) {
        stage = Optional.of(its);
        return self();
    }

    final S hookWaits() {
        return hookWaits(HOOK);
    }

    final S hookWaits(String hookId) {
        hooks.add(new DeploymentView.HookView(hookId, "AWAITING_ACTION", Optional.of(HOOK_EXPIRES)));
        return self();
    }

    /** The hook is not waiting any more, though ECS still lists it. */
    final S hookIsOver() {
        hooks.clear();
        hooks.add(new DeploymentView.HookView(HOOK, "SUCCEEDED", Optional.of(HOOK_EXPIRES)));
        return self();
    }

    final Optional<ServiceView> service() {
        return serviceStatus.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceView(
                        "service/1",
                        "shop-api",
                        serviceStatus,
                        "ECS",
                        2,
                        "shop-api:6",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        0,
                        serviceMade));
    }

    final Facts.ServiceSeen serviceSeen() {
        return isServiceAsked ? Facts.ServiceSeen.of(service()) : new Facts.ServiceSeen.NotAsked();
    }

    final Optional<DeploymentView> deployment() {
        return isListed
                ? Optional.of(new DeploymentView(
                        DEPLOYMENT,
                        status,
                        statusReason,
                        stage,
                        A_MINUTE_AGO,
                        Optional.of("revision/1"),
                        List.of("revision/0"),
                        hooks,
                        Optional.empty(),
                        Optional.empty()))
                : Optional.empty();
    }
}

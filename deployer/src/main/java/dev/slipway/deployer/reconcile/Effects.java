package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.Sent;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries out the one effect of a decision, once, before its instant has passed. */
final class Effects {
    private final Ports ports;
    private final Store store;
    private final Evidence evidence;

    Effects(Ports ports, Store store, Evidence evidence) {
        this.ports = ports;
        this.store = store;
        this.evidence = evidence;
    }

    /** What became of it; empty if nobody can know yet. */
    Optional<EffectOutcome> perform(Effect effect, ServiceSpec spec, Release release, Instant actBefore) {
        try {
            return switch (effect) {
                case Effect.Register register ->
                    done(ports.ecs()
                            .registerTaskDefinition(
                                    (ObjectNode) store.keptTree(spec.name(), Keys.taskDefinition(register.hash())),
                                    tags(spec, release),
                                    actBefore));
                case Effect.Start start -> start(start, spec, release, actBefore);
                case Effect.Answer answer -> answer(answer, spec, release, actBefore);
                case Effect.Stop stop -> {
                    evidence.collect(spec, release);
                    yield done(ports.ecs().stopServiceDeployment(stop.deploymentArn(), actBefore));
                }
                case Effect.RunCommand run -> run(run, spec, release, actBefore);
                case Effect.StopCommand stop ->
                    done(ports.tasks().stop(spec.cluster(), stop.taskArn(), stop.reason(), actBefore));
                case Effect.RunGate run -> throw new IllegalArgumentException("a smoke run is no call to AWS: " + run);
                case Effect.Detach detach ->
                    throw new IllegalArgumentException("to detach is no effect of a release: " + detach);
            };
        } catch (PortFailure failure) {
            return switch (failure.kind()) {
                case REFUSED, NOT_FOUND -> {
                    ProblemLog.tell(ProblemLog.of(
                            failure, where(spec, release), ports.clock().now()));
                    yield Optional.of(new EffectOutcome.Refused(failure.code(), failure.getMessage()));
                }
                case THROTTLED, DENIED -> throw failure;
                case UNCERTAIN -> {
                    Instant settled = actBefore.plus(Intent.GRACE);
                    ProblemLog.tell(ProblemLog.of(failure, where(spec, release), settled));
                    yield Optional.empty();
                }
            };
        }
    }

    private static String where(ServiceSpec spec, Release release) {
        return "service " + spec.name() + ", release " + release.id();
    }

    private static SortedMap<String, String> tags(ServiceSpec spec, Release release) {
        var tags = new TreeMap<String, String>();
        tags.put(Preparation.RELEASE_TAG, release.id().value());
        tags.put("slipway:service", spec.name().value());
        return tags;
    }

    private Optional<EffectOutcome> start(Effect.Start start, ServiceSpec spec, Release release, Instant actBefore) {
        // Once more, last before the call: an UpdateService over a deployment in flight would kill that one's hooks.
        var deployments = new Deployments(ports.ecs());
        Optional<DeploymentView> inFlight = deployments.inFlight(spec.cluster(), spec.service());
        if (inFlight.isPresent()) {
            boolean isOurs =
                    deployments.taskDefinitionOf(inFlight.get()).equals(Optional.of(start.taskDefinitionArn()));
            if (isOurs) {
                return Optional.of(new EffectOutcome.Done(""));
            }
            boolean mayGoOver = release.isToReplace(inFlight.get().arn())
                    || (release.bootstrap() && !deployments.hasSucceeded(spec.cluster(), spec.service()));
            if (!mayGoOver) {
                return Optional.of(
                        new EffectOutcome.NotSent("deployment " + inFlight.get().arn() + " is in flight"));
            }
        }
        return done(ports.ecs().updateService(startDeployment(start, spec), actBefore));
    }

    /**
     * Takes our hooks off the service, unless a deployment is in flight, which would lose them in the middle. Sent again it
     * changes nothing.
     *
     * @return whether it was sent, or nobody can know yet
     */
    boolean detach(ServiceSpec spec, Instant actBefore) {
        if (new Deployments(ports.ecs())
                .inFlight(spec.cluster(), spec.service())
                .isPresent()) {
            return false;
        }
        var without = new StartDeployment(
                spec.cluster(),
                spec.service(),
                "",
                spec.strategy(),
                spec.circuitBreaker(),
                spec.alarms().names(),
                List.of());
        try {
            ports.ecs().updateService(without, actBefore);
        } catch (PortFailure failure) {
            if (failure.kind() != PortFailure.Kind.UNCERTAIN) {
                throw failure;
            }
        }
        return true;
    }

    /** On what the service's own tasks run, with the revision that is judged. */
    private Optional<EffectOutcome> run(Effect.RunCommand run, ServiceSpec spec, Release release, Instant actBefore) {
        if (!(release.state() instanceof AtGate state)) {
            throw new IllegalArgumentException("a command runs at a gate alone: " + run);
        }
        GateSpec.TaskSpec command =
                spec.gate(state.visit().gate()).flatMap(GateSpec::task).orElseThrow();
        Optional<Tasks.Placement> placement = ports.tasks().placement(spec.cluster(), spec.service());
        if (placement.isEmpty()) {
            return Optional.of(new EffectOutcome.Refused("ServiceNotFoundException", "ECS has no such service"));
        }
        return done(ports.tasks()
                .run(
                        new Tasks.Start(
                                spec.cluster(),
                                state.pin().taskDefinitionArn(),
                                placement.get(),
                                command.container(),
                                command.command(),
                                run.name()),
                        actBefore));
    }

    private static StartDeployment startDeployment(Effect.Start start, ServiceSpec spec) {
        boolean rolling = spec.strategy() instanceof Strategy.Rolling;
        List<StartDeployment.Hook> hooks = rolling
                ? List.of()
                : spec.gates().stream()
                        .map((GateSpec gate) ->
                                new StartDeployment.Hook(gate.kind().lifecycleStage(), gate.timeoutMinutes()))
                        .toList();
        return new StartDeployment(
                spec.cluster(),
                spec.service(),
                start.taskDefinitionArn(),
                spec.strategy(),
                spec.circuitBreaker(),
                spec.alarms().names(),
                hooks);
    }

    private Optional<EffectOutcome> answer(Effect.Answer answer, ServiceSpec spec, Release release, Instant actBefore) {
        if (answer.action() == HookAction.ROLLBACK) {
            evidence.collect(spec, release);
        }
        return done(ports.ecs()
                .continueServiceDeployment(answer.deploymentArn(), answer.hookId(), answer.action(), actBefore));
    }

    private static <T> Optional<EffectOutcome> done(Sent<T> sent) {
        return switch (sent) {
            case Sent.Done<T> done ->
                Optional.of(new EffectOutcome.Done(done.answer() instanceof String text ? text : ""));
            case Sent.TooLate<T> tooLate -> Optional.empty();
        };
    }
}

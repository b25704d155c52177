package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.reconcile.Encounters.Encounter;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Facts;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.Facts.ServiceSeen;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import dev.slipway.deployer.release.ReleaseState.Starting;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import java.util.Optional;

/** Reads from the world what a release's state asks for, and nothing more. */
final class Observer {
    private static final ServiceSeen NOT_ASKED = new ServiceSeen.NotAsked();

    private final Ports ports;
    private final Preparation preparation;
    private final TrafficReader traffic;
    private final RunReader runs;
    private final FleetReader fleet;
    private final CommandReader commands;

    Observer(Ports ports, Preparation preparation, TrafficReader traffic, RunReader runs, Codec codec) {
        this.ports = ports;
        this.preparation = preparation;
        this.traffic = traffic;
        this.runs = runs;
        this.fleet = new FleetReader(ports.ecs(), ports.clock());
        this.commands = new CommandReader(ports, codec);
    }

    Facts observe(Frozen frozen, ServiceState state, Release release, EffectOutcome last) {
        return switch (release.state()) {
            case Preparing preparing -> prepare(frozen, state, release, preparing, last);
            case Starting starting -> start(frozen.spec(), starting, last);
            case Deployed deployed -> deployed(frozen.spec(), state, release, deployed, last);
            case ReleaseState.Queued queued -> Facts.NONE;
            case ReleaseState.Ended ended -> Facts.NONE;
        };
    }

    private Facts prepare(Frozen frozen, ServiceState state, Release release, Preparing preparing, EffectOutcome last) {
        if (preparing.rendering().isEmpty()) {
            var rendered = preparation.render(frozen, state, release);
            return facts(NOT_ASKED, Optional.empty(), last).rendering(rendered).done();
        }
        if (preparing.registered().isEmpty()) {
            boolean answered = !(last instanceof EffectOutcome.None);
            Optional<String> found = answered
                    ? Optional.empty()
                    : preparation.registered(release, preparing.rendering().get());
            return facts(NOT_ASKED, Optional.empty(), last).registered(found).done();
        }
        return preflight(frozen.spec(), state, release, preparing, last);
    }

    private Facts preflight(
            ServiceSpec spec, ServiceState state, Release release, Preparing preparing, EffectOutcome last) {
        String taskDefinition = preparing.registered().orElseThrow();
        Optional<ServiceView> service = service(spec);
        Optional<DeploymentView> current = service.flatMap(preparation::current);
        Optional<DeploymentView> inFlight = current.filter(DeploymentView::isInFlight);
        Encounter encounter = inFlight.isPresent()
                ? preparation.encounter(spec, inFlight.get(), taskDefinition)
                : new Encounter.Passing();
        Optional<DeploymentView> ours = inFlight.filter(deployment -> encounter instanceof Encounter.Ours);
        return facts(ServiceSeen.of(service), ours, last)
                .preflight(preparation.preflight(
                        spec, state, release, preparing.rendering().orElseThrow(), service, current, encounter))
                .done();
    }

    private Facts start(ServiceSpec spec, Starting starting, EffectOutcome last) {
        return facts(ServiceSeen.of(service(spec)), oldestWith(spec, starting.taskDefinitionArn()), last)
                .done();
    }

    private Facts deployed(
            ServiceSpec spec, ServiceState state, Release release, Deployed deployed, EffectOutcome last) {
        Optional<DeploymentView> ours =
                ports.ecs().describeServiceDeployments(List.of(deployed.pin().deploymentArn())).stream()
                        .findFirst();
        if (ours.isEmpty()) {
            return facts(ServiceSeen.of(service(spec)), ours, last).done();
        }
        // One that was stopped was so because of somebody else's, or because its service was deleted.
        boolean isStopped = ours.get().status() == DeploymentStatus.STOPPED;
        var facts = facts(isStopped ? ServiceSeen.of(service(spec)) : NOT_ASKED, ours, last);
        if (ours.get().status() == DeploymentStatus.SUCCESSFUL) {
            facts.target(ours.get()
                    .targetRevisionArn()
                    .flatMap(arn -> ports.ecs().describeServiceRevisions(List.of(arn)).stream()
                            .findFirst()));
        }
        if (ours.get().awaiting().isPresent() && !(deployed instanceof RollingBack)) {
            boolean willTest = deployed instanceof AtGate atGate
                    && atGate.visit().claim().isEmpty()
                    && atGate.visit().verdict().isEmpty();
            facts.traffic(traffic.read(spec, ours.get(), deployed.pin().taskDefinitionArn(), willTest));
        }
        if (deployed instanceof AtGate atGate && asksTheFleet(spec, atGate.visit())) {
            facts.fleet(fleet.read(spec, deployed.pin().taskDefinitionArn()));
        }
        if (deployed instanceof AtGate atGate && runsACommand(spec, atGate.visit())) {
            facts.command(commands.read(spec, release, atGate));
        }
        if (deployed instanceof AtGate atGate && atGate.visit().claim().isPresent()) {
            GateVisit visit = atGate.visit();
            facts.run(Optional.of(runs.read(state.service(), release, visit)));
        }
        return facts.done();
    }

    private static boolean asksTheFleet(ServiceSpec spec, GateVisit visit) {
        return visit.verdict().isEmpty()
                && spec.gate(visit.gate()).flatMap(GateSpec::healthyFor).isPresent();
    }

    private static boolean runsACommand(ServiceSpec spec, GateVisit visit) {
        return visit.verdict().isEmpty()
                && spec.gate(visit.gate()).flatMap(GateSpec::task).isPresent();
    }

    private Optional<ServiceView> service(ServiceSpec spec) {
        return ports.ecs().describeServices(spec.cluster(), List.of(spec.service())).stream()
                .findFirst();
    }

    /** Our deployment: the oldest one whose target revision has our task definition, which is ours alone. */
    private Optional<DeploymentView> oldestWith(ServiceSpec spec, String taskDefinitionArn) {
        return new Deployments(ports.ecs()).oldestWith(spec.cluster(), spec.service(), taskDefinitionArn);
    }

    private static FactsInTheMaking facts(ServiceSeen service, Optional<DeploymentView> ours, EffectOutcome last) {
        return new FactsInTheMaking(service, ours, last);
    }
}

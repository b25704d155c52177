package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.Codec;
import dev.slipway.deployer.reconcile.Reconciler;
import dev.slipway.deployer.reconcile.Sweep;
import dev.slipway.deployer.reconcile.Worker;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.stimulus.Stimulus;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The real deployer: what its wiring starts, started on a simulated process. */
final class DeployerProgram implements Program {
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Codec codec = new RememberingCodec();
    private final UnaryOperator<Ports> variation;

    private DeployerProgram(UnaryOperator<Ports> variation) {
        this.variation = variation;
    }

    /** As it is. */
    static DeployerProgram real() {
        return new DeployerProgram(UnaryOperator.identity());
    }

    /** With ports that make it behave as if it had a bug. */
    static DeployerProgram mutant(UnaryOperator<Ports> variation) {
        return new DeployerProgram(variation);
    }

    @Override
    public void start(SimulatedProcess process, Ports simulated) {
        Ports ports = variation.apply(simulated);
        var reconciler = new Reconciler(ports, codec, Stage.PREFIX, Lease.DEFAULT);
        var worker = new Worker(ports, reconciler, Stage.PREFIX, Stage.HOME);
        var sweep = new Sweep(ports, reconciler, Stage.PREFIX);
        process.start("turn", () -> {
            while (!process.isDead()) {
                guarded(process, () -> ports.inbox().receive(1, POLL).forEach(worker::handle));
            }
        });
        process.start("sweep", () -> {
            while (!process.isDead()) {
                guarded(process, sweep::run);
                process.rest(Sweep.EVERY);
            }
        });
    }

    private static void guarded(SimulatedProcess process, Runnable work) {
        try {
            work.run();
        } catch (PortFailure failure) {
            process.rest(AFTER_FAILURE);
        }
    }

    @Override
    public ServiceState state(Item item) {
        return codec.read(item.body(), ServiceState.class);
    }

    @Override
    public String wakeUp(ServiceName service, String token) {
        return new Stimulus.WakeUp(service, token).body();
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Background;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.util.concurrent.atomic.AtomicBoolean;

/** Long work of one process: a strand for the work, one for its renewals. */
final class SimulatedBackground implements Background {
    private final SimulatedProcess process;
    private int count;

    SimulatedBackground(SimulatedProcess process) {
        this.process = process;
    }

    @Override
    public void start(LongWork work) {
        process.refuseIfDead();
        var isCancelled = new AtomicBoolean();
        var isOver = new AtomicBoolean();
        String number = Integer.toString(++count);
        process.start("gate" + number, () -> {
            try {
                work.run(isCancelled::get);
            } catch (PortFailure failure) {
                // As a real executor would: the run is lost, and its lease runs out.
                process.refuseIfDead();
            }
            isOver.set(true);
        });
        process.start("renewal" + number, () -> renew(work, isCancelled, isOver));
    }

    private void renew(LongWork work, AtomicBoolean isCancelled, AtomicBoolean isOver) {
        process.rest(work.renewEvery());
        while (!isOver.get() && !isCancelled.get()) {
            try {
                isCancelled.set(!work.renew());
            } catch (PortFailure failure) {
                // As the real one does: who can't say that it is alive is taken for dead, and gives up before it is.
                process.refuseIfDead();
                isCancelled.set(true);
            }
            process.rest(work.renewEvery());
        }
    }
}

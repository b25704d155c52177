package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Many seeds, each on its own, as many at a time as the machine has processors. */
final class Campaign {
    private final long from;
    private final int count;
    private final boolean isOverAtTheFirst;
    private final AtomicLong next;
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final CampaignReport report = new CampaignReport();

    private Campaign(long from, int count, boolean isOverAtTheFirst) {
        this.from = from;
        this.count = count;
        this.isOverAtTheFirst = isOverAtTheFirst;
        this.next = new AtomicLong(from);
    }

    /** {@code count} seeds, counted from {@code from}. */
    static Campaign of(long from, int count) {
        return new Campaign(from, count, false);
    }

    /** As {@link #of}, over as soon as a seed has failed. */
    static Campaign untilOneFails(long from, int count) {
        return new Campaign(from, count, true);
    }

    CampaignReport run(Program program) throws InterruptedException {
        var quiet = new Quiet();
        try (quiet) {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
                threads.add(Thread.ofPlatform().name("simulation-" + i).start(() -> work(program)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return report;
    }

    private void work(Program program) {
        for (long seed = next.getAndIncrement(); seed < from + count; seed = next.getAndIncrement()) {
            if (isOverAtTheFirst && hasFailed.get()) {
                return;
            }
            Outcome outcome = Simulation.run(seed, Collections.emptySortedSet(), program, false);
            if (outcome.failure().isPresent()) {
                hasFailed.set(true);
            }
            report.add(outcome);
        }
    }
}

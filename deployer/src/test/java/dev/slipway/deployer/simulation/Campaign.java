package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Many seeds, each on its own, as many at a time as the machine has processors. */
final class Campaign {
    private final long from;
    private final int count;
    private final boolean isOverAtTheFirst;
    private final AtomicLong next;
    private final AtomicLong ran = new AtomicLong();
    private final AtomicLong turns = new AtomicLong();
    private final List<Outcome> failed = Collections.synchronizedList(new ArrayList<>());
    private final Map<Fault, Integer> struck = Collections.synchronizedMap(new EnumMap<>(Fault.class));
    private final SortedMap<String, Integer> pairs = Collections.synchronizedSortedMap(new TreeMap<>());

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
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
            threads.add(Thread.ofPlatform().name("simulation-" + i).start(() -> work(program)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        failed.sort(Comparator.comparingLong(Outcome::seed));
        return new CampaignReport(ran.get(), turns.get(), new EnumMap<>(struck), new TreeMap<>(pairs), failed);
    }

    private void work(Program program) {
        for (long seed = next.getAndIncrement(); seed < from + count; seed = next.getAndIncrement()) {
            if (isOverAtTheFirst && !failed.isEmpty()) {
                return;
            }
            Outcome outcome = Simulation.run(seed, Collections.emptySortedSet(), program, false);
            ran.incrementAndGet();
            turns.addAndGet(outcome.turns());
            outcome.struck().forEach((fault, times) -> struck.merge(fault, times, Integer::sum));
            outcome.pairs().forEach((pair, times) -> pairs.merge(pair, times, Integer::sum));
            if (outcome.failure().isPresent()) {
                failed.add(outcome);
            }
        }
    }
}

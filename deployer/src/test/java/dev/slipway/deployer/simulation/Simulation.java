package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One run: a seed, a world, some processes, some pushes and orders, and the weather; to its end. */
final class Simulation {
    private static final Duration LOOK = Duration.ofSeconds(30);

    /** How long nothing may have happened before a run counts as done. */
    private static final Duration QUIET = Duration.ofMinutes(6);

    /** No release may take longer than this after the last push and the end of the bad weather. */
    private static final Duration LONGEST = Duration.ofHours(8);

    private final Scenario scenario;
    private final Stage stage;
    private final SetUp setUp;
    private final RandomGenerator random;
    private int started;
    private Instant lastInFlight = Instant.MIN;

    private Simulation(Choices choices, Scenario scenario, SortedSet<Integer> without, Program program, Trace trace) {
        this.scenario = scenario;
        this.stage = new Stage(choices, scenario, program, without, trace, Invariants::all);
        this.setUp = new SetUp(stage, scenario);
        this.random = choices.of("simulation");
    }

    /**
     * Runs one seed.
     *
     * @param without numbers of faults that are drawn but do not happen
     * @param isKept  whether the trace is kept for people
     */
    static Outcome run(long seed, SortedSet<Integer> without, Program program, boolean isKept) {
        var choices = new Choices(seed);
        var scenario = Drawing.draw(choices.of("scenario"));
        return run(seed, new Simulation(choices, scenario, without, program, new Trace(isKept)));
    }

    /** Runs what was not drawn. */
    static Outcome play(Scenario scenario, Program program) {
        var without = Collections.<Integer>emptySortedSet();
        return run(1, new Simulation(new Choices(1), scenario, without, program, new Trace(false)));
    }

    private static Outcome run(long seed, Simulation simulation) {
        @Nullable Throwable failure = null;
        try {
            simulation.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        return simulation.outcome(seed, Optional.ofNullable(failure));
    }

    private Outcome outcome(long seed, Optional<Throwable> failure) {
        Trace trace = stage.trace();
        return new Outcome(
                seed,
                scenario,
                trace.hash(),
                stage.faults().struck(),
                stage.watch().coverage().pairs(),
                stage.watch().coverage().happenings(),
                stage.faults().drawn(),
                stage.schedule().steps(),
                stage.elapsed(),
                trace.lines(),
                failure);
    }

    private void run() throws InterruptedException {
        stage.trace().note(stage.start(), "scenario", scenario.toString());
        setUp.run();
        stage.schedule().after(LOOK, this::beginIfSteady);
        stage.schedule().run();
    }

    /** Slipway comes, and people begin to work, once the service's first deployment is over, if it ever will be. */
    private void beginIfSteady() {
        if (!scenario.isBootstrap() && new Truth(stage, scenario).inFlight().isPresent()) {
            stage.schedule().after(LOOK, this::beginIfSteady);
            return;
        }
        stage.begin();
        stage.watch().coverage().note(Happening.shape(scenario.shape()));
        for (int worker = 1; worker <= scenario.workers(); worker++) {
            startProcess("w" + worker);
        }
        for (Scenario.Push push : scenario.pushes()) {
            stage.schedule().after(push.at(), () -> stage.push(push.tag(), push.digest(), push.quality()));
        }
        for (Scenario.Order order : scenario.orders()) {
            var operator = new Operator(stage, order);
            stage.schedule().after(order.at(), operator::write);
        }
        scenario.foreign()
                .ifPresent(foreign -> stage.schedule().after(foreign.at(), () -> stage.deployPastUs(foreign)));
        scenario.meddling()
                .ifPresent(meddling ->
                        stage.schedule().after(meddling.from(), () -> new Meddler(stage, scenario, meddling).look()));
        scenario.deleted().ifPresent(at -> stage.schedule().after(at, stage::deleteTheService));
        scenario.remade().ifPresent(again -> stage.schedule().after(again.at(), () -> setUp.runAgain(again.quality())));
        stage.outages().begin();
        stage.schedule().after(scenario.badWeather().plus(QUIET), this::endIfQuiet);
    }

    private void startProcess(String name) {
        String full = name + "." + ++started;
        Duration skew = Duration.ofMillis(random.nextLong(-1000, 1001));
        var process =
                new SimulatedProcess(full, skew, stage, stage.choices().of("latency " + full), () -> startAgain(name));
        stage.trace().note(stage.schedule().now(), full, "starts, its clock off by " + skew);
        Ports ports = SimulatedPorts.of(process, stage);
        stage.program().start(process, ports);
    }

    private void startAgain(String name) {
        stage.schedule().after(Duration.ofMillis(random.nextLong(500, 90_000)), () -> startProcess(name));
    }

    /** Nothing under way in three looks, some minutes apart, is the end; so is running out of time. */
    private void endIfQuiet() {
        boolean isLate = stage.elapsed().compareTo(scenario.badWeather().plus(LONGEST)) > 0;
        var truth = new Truth(stage, scenario);
        boolean isInFlight = truth.inFlight().isPresent() && !truth.isStalled();
        lastInFlight = isInFlight ? stage.schedule().now() : lastInFlight;
        Instant then = stage.schedule().now().minus(QUIET);
        boolean isQuiet = stage.watch().isQuietSince(then) && lastInFlight.isBefore(then) && serves();
        if (isLate || isQuiet) {
            stage.watch().see(new Step.Ended());
            stage.schedule().stop();
        } else {
            stage.schedule().after(Duration.ofMinutes(1), this::endIfQuiet);
        }
    }

    /** Whether users get answers; a lone task that was lost a moment ago is about to be replaced. */
    private boolean serves() {
        var truth = new Truth(stage, scenario);
        return truth.hasNeverRun() || truth.isGone() || !truth.serving().isEmpty();
    }

    /**
     * What became of a run.
     *
     * @param pairs   how often each decision was taken in each state
     * @param happenings how often each came about
     * @param drawn   how many faults were drawn
     * @param turns   how many were taken
     * @param failure what it broke; empty if all held
     */
    record Outcome(
            long seed,
            Scenario scenario,
            String hash,
            Map<Fault, Integer> struck,
            SortedMap<Decided, Integer> pairs,
            SortedMap<Happening, Integer> happenings,
            int drawn,
            long turns,
            Duration elapsed,
            List<String> trace,
            Optional<Throwable> failure) {}
}

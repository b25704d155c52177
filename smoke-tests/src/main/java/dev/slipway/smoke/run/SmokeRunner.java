package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Judge;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Suite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs suites against a target. Thread-safe; keeps nothing between two runs. */
public final class SmokeRunner {
    /** They differ between two runs of the same tests. */
    private static final List<String> PER_RUN = List.of("gate", "run.id");

    private final Transport transport;
    private final Time time;
    private final ThreadFactory threads;
    private final String engine;

    private SmokeRunner(Transport transport, Time time, ThreadFactory threads, String engine) {
        this.transport = transport;
        this.time = time;
        this.threads = threads;
        this.engine = engine;
    }

    /**
     * A runner on these ports.
     *
     * @param threads what suites, and the iterations of a repeated test, run on at the same time
     * @param engine name and version, sent as {@code User-Agent}: {@code smoke-tests/0.1.0}
     */
    public static SmokeRunner of(Transport transport, Time time, ThreadFactory threads, String engine) {
        return new SmokeRunner(transport, time, threads, engine);
    }

    /** Everything that keeps {@code suites} from running like this; empty if {@link #run} will not refuse. Sends nothing. */
    public List<Fault> check(List<Suite> suites, Target target, Options options) {
        List<Fault> faults = new ArrayList<>(RunCheck.faults(suites, target, options));
        for (Target each :
                target.baseline().map(other -> List.of(target, other)).orElse(List.of(target))) {
            transport
                    .fault(each)
                    .ifPresent(what -> faults.add(new Fault(new SourceSpan("target " + each.name(), 1, 1), what, "")));
        }
        return List.copyOf(faults);
    }

    /**
     * Runs the selected tests and returns when all, clean-ups included, ended: at the latest 10 s after the deadline or
     * {@code cancellation} per attempt under way. An interruption of the calling thread cancels too, and stays set.
     *
     * @throws RunRefused if {@link #check} finds anything
     */
    public Report run(
            List<Suite> suites, Target target, Options options, Cancellation cancellation, RunListener listener) {
        List<Fault> faults = check(suites, target, options);
        if (!faults.isEmpty()) {
            throw RunRefused.because(faults);
        }
        Instant startedAt = time.now();
        long started = time.nanos();
        RunContext context = new RunContext(
                transport,
                time,
                threads,
                Judge.of(suites),
                engine,
                target,
                options,
                cancellation,
                Deadline.in(options.deadline(), time, "the run's deadline"),
                new AtomicBoolean(),
                listener);
        List<SuiteReport> reports = all(suites, context);
        Report report = new Report(
                options.runId(),
                target.name(),
                target.url().toString(),
                engine,
                hash(suites, options),
                startedAt,
                Duration.ofNanos(time.nanos() - started),
                Verdict.of(reports),
                target.baseline().map(Target::name),
                options.seed(),
                reports,
                notes(reports, options));
        listener.decided(report);
        return report;
    }

    private static List<SuiteReport> all(List<Suite> suites, RunContext context) {
        Order order = Order.of(context.options().seed());
        List<Callable<SuiteReport>> jobs = new ArrayList<>();
        for (Suite suite : order.of(suites)) {
            List<SmokeTest> selected = order.of(suite.tests().stream()
                    .filter(test -> suite.selects(test, context.options().tags()))
                    .toList());
            if (!selected.isEmpty()) {
                jobs.add(() -> new SuiteRun(context, suite).run(selected));
            }
        }
        try (ExecutorService pool =
                Executors.newFixedThreadPool(context.options().parallel(), context.threads())) {
            List<Future<SuiteReport>> futures = jobs.stream().map(pool::submit).toList();
            return futures.stream()
                    .map(future -> Waiting.of(future, context.cancellation()::cancel))
                    .toList();
        }
    }

    private static List<String> notes(List<SuiteReport> reports, Options options) {
        List<String> notes = new ArrayList<>();
        List<TestReport> tests =
                reports.stream().flatMap(suite -> suite.tests().stream()).toList();
        if (tests.isEmpty()) {
            notes.add(
                    options.tags().isEmpty()
                            ? "no suite was given, so nothing was tested"
                            : "no test is tagged " + String.join(" or ", options.tags()) + ", so nothing was tested");
        } else if (tests.stream().allMatch(test -> test.attempts().isEmpty())) {
            notes.add("no test was started, so nothing was tested");
        } else if (tests.stream().allMatch(TestReport::advisory)) {
            notes.add("every test is advisory, so nothing that counts was tested");
        }
        reports.forEach(suite -> suite.failure().ifPresent(why -> notes.add(suite.name() + ": " + why)));
        return notes;
    }

    private static String hash(List<Suite> suites, Options options) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            suites.forEach(suite ->
                    digest.update((suite.file() + "\0" + suite.hash() + "\0").getBytes(StandardCharsets.UTF_8)));
            options.variables().forEach((name, value) -> {
                if (!PER_RUN.contains(name)) {
                    digest.update((name + "=" + value + "\0").getBytes(StandardCharsets.UTF_8));
                }
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

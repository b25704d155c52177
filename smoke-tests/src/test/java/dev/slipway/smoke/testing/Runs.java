package dev.slipway.smoke.testing;

import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Suite;
import java.util.List;
import java.util.Optional;

/** Runs suites on a fake clock and network. */
public final class Runs {
    /** A target that allows writes. */
    public static final Target GREEN = Target.of(
            "green", "https://prod.example.com", Optional.of(new Target.HostPort("alb-1.example", 8443)), true);

    private final FakeTime time = new FakeTime();
    private final FakeNetwork network = new FakeNetwork(time);
    private final Cancellation cancellation = Cancellation.create();
    private Options options = Options.of("run-1").withParallel(1);
    private RunListener listener = RunListener.none();

    /** Its clock. */
    public FakeTime time() {
        return time;
    }

    /** Its network. */
    public FakeNetwork network() {
        return network;
    }

    /** Cancels its run. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** With these options instead. */
    public Runs with(Options others) {
        options = others.withParallel(1);
        return this;
    }

    /** Telling this one of its progress. */
    public Runs heardBy(RunListener other) {
        listener = other;
        return this;
    }

    /** Its options. */
    public Options options() {
        return options;
    }

    /** Runs the tests written in {@code tests}, YAML under {@code tests:}. */
    public Report run(String tests) {
        return runSuite(named(tests));
    }

    /** Runs a whole suite. */
    public Report runSuite(String text) {
        return runner().run(List.of(suite(text)), GREEN, options, cancellation, listener);
    }

    /** Runs {@code tests}, YAML under {@code tests:}, against {@code target}. */
    public Report runOn(Target target, String tests) {
        return runner().run(List.of(suite(named(tests))), target, options, cancellation, listener);
    }

    /** Runs a whole suite against {@code target}. */
    public Report runSuiteOn(Target target, String text) {
        return runner().run(List.of(suite(text)), target, options, cancellation, listener);
    }

    /** Runs suites that are loaded. */
    public Report runLoaded(List<Suite> suites) {
        return runner().run(suites, GREEN, options, cancellation, listener);
    }

    private static String named(String tests) {
        return "version: 1\nsuite: todo-api\ntests:\n" + tests.indent(2);
    }

    /** What keeps a whole suite from running against {@code target}. */
    public String refusal(String text, Target target) {
        return Fault.text(runner().check(List.of(suite(text)), target, options));
    }

    private SmokeRunner runner() {
        return SmokeRunner.of(network, time, Thread.ofVirtual().factory(), "smoke-tests/1");
    }

    /** A suite that must be right. */
    public static Suite suite(String text) {
        return switch (SuiteLoader.load(List.of(new SuiteText("suites/todo.yaml", text)))) {
            case Loaded.Suites loaded -> loaded.suites().getFirst();
            case Loaded.Faulty faulty -> throw new AssertionError(Fault.text(faulty.faults()));
        };
    }
}

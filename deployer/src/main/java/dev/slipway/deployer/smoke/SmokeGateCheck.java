package dev.slipway.deployer.smoke;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec.TargetSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Secrets;
import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteFiles;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.run.Cancellation;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.RunRefused;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.SmokeRunner;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.SecretName;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a gate's suites by the smoke-test library. What keeps the run from being made, such as a suite that does not load, is
 * INCONCLUSIVE with the reason: never a pass, and nothing to hold against the image.
 */
public final class SmokeGateCheck implements GateCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SmokeGateCheck.class);

    /** What clean-ups may take after the deadline of a run, by the rules of the smoke tests. */
    private static final Duration CLEANUP = Duration.ofSeconds(10);

    private static final int PARALLEL = 4;

    private final SmokeRunner runner;
    private final RunListener listener;
    private final Secrets secrets;
    private final Clock clock;

    public SmokeGateCheck(SmokeRunner runner, RunListener listener, Secrets secrets, Clock clock) {
        this.runner = runner;
        this.listener = listener;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Why there is nothing to judge. */
    private static final class Unmeasured extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Of the suites; empty if they are not to blame. */
        private final transient List<String> faults;

        private Unmeasured(String why, List<String> faults) {
            super(why, null, false, false);
            this.faults = List.copyOf(faults);
        }

        static Unmeasured because(String why) {
            return new Unmeasured(why, List.of());
        }

        static Unmeasured because(List<Fault> faults) {
            List<String> told = faults.stream()
                    .map(fault -> fault.at() + ": " + fault.what())
                    .toList();
            return new Unmeasured(String.join("; ", told), told);
        }

        static Unmeasured becauseOfSuite(String fault) {
            return new Unmeasured(fault, List.of(fault));
        }

        GateOutcome outcome() {
            return inconclusive(String.valueOf(getMessage()), faults);
        }
    }

    @Override
    public GateOutcome check(GateRequest request, BooleanSupplier isCancelled) {
        Duration end = clock.monotonic().plus(request.within()).minus(CLEANUP);
        try (Watch watch = Watch.over(isCancelled)) {
            Cancellation cancellation = watch.cancellation();
            List<Suite> suites = load(texts(request), SuiteFiles.of(request.suites()));
            Options options = options(request, suites);
            Optional<GateOutcome> unproven = identify(request, options, end, cancellation);
            return unproven.isPresent() ? unproven.get() : judge(request, suites, options, end, cancellation);
        } catch (Unmeasured e) {
            return e.outcome();
        } catch (RunRefused e) {
            return Unmeasured.because(e.faults()).outcome();
        } catch (PortFailure e) {
            return inconclusive("a secret could not be had: " + e.getMessage(), List.of());
        }
    }

    private GateOutcome judge(
            GateRequest request, List<Suite> suites, Options options, Duration end, Cancellation cancellation) {
        Report report = run(request, suites, options.withDeadline(left(end)), cancellation);
        return cancellation.isCancelled()
                ? inconclusive("the run was cancelled before it ended", List.of())
                : outcome(
                        Verdict.valueOf(report.verdict().name()),
                        Summary.of(report),
                        report,
                        request.identity().isPresent() ? "proven by the app" : "not proven by the app");
    }

    /** Empty if the application says that it is ours, or is not asked. */
    private Optional<GateOutcome> identify(
            GateRequest request, Options options, Duration end, Cancellation cancellation) {
        if (request.identity().isEmpty()) {
            return Optional.empty();
        }
        List<Suite> suites = load(List.of(IdentitySuite.of(request.identity().get())), SuiteFiles.none());
        Duration left = left(end);
        Duration most = IdentitySuite.WITHIN.plusSeconds(5);
        Options asking = Options.of(options.runId())
                .withVariables(options.variables())
                // It uses none; but what answers may say one, and that must not be kept.
                .withSecrets(options.secrets())
                .withDeadline(left.compareTo(most) < 0 ? left : most);
        Report report = run(request, suites, asking, cancellation);
        if (cancellation.isCancelled()) {
            return Optional.of(inconclusive("the run was cancelled before it ended", List.of()));
        }
        Verdict verdict = Verdict.valueOf(report.verdict().name());
        if (verdict == Verdict.PASS) {
            return Optional.empty();
        }
        return Optional.of(outcome(
                IdentitySuite.isAnotherImage(report) ? Verdict.INCONCLUSIVE : verdict,
                "the target does not say that it runs this release's image: " + Summary.of(report),
                report,
                "not proven by the app"));
    }

    private Report run(GateRequest request, List<Suite> suites, Options options, Cancellation cancellation) {
        TargetSpec spec = request.gate().target();
        Target target;
        try {
            target = Target.of(
                    request.gate().kind().key(),
                    spec.url(),
                    spec.connectTo().map(Target.HostPort::parse),
                    spec.allowWrites());
        } catch (IllegalArgumentException e) {
            throw Unmeasured.because(String.valueOf(e.getMessage()));
        }
        return runner.run(suites, compared(target, request.gate().kind()), options, cancellation, listener);
    }

    /**
     * Before any production traffic moves, the URL as users reach it still answers from the live revision: what green can be
     * compared with. At later gates, and without an address of green's own, there is nothing else to ask.
     */
    private static Target compared(Target target, GateKind kind) {
        return kind == GateKind.TEST && target.connectTo().isPresent()
                ? target.withBaseline(Target.of("production", target.url().toString(), Optional.empty(), false))
                : target;
    }

    private Duration left(Duration end) {
        Duration left = end.minus(clock.monotonic());
        if (!left.isPositive()) {
            throw Unmeasured.because("no time was left to run in; clean-ups take 10 s of the gate's");
        }
        return left;
    }

    private static List<SuiteText> texts(GateRequest request) {
        List<SuiteText> texts = new ArrayList<>();
        for (String name : request.gate().suites()) {
            String text = request.suites().get(name);
            if (text == null) {
                throw Unmeasured.becauseOfSuite("the suite '" + name + "' is not among those pinned by the release");
            }
            texts.add(new SuiteText(name, text));
        }
        return texts;
    }

    private static List<Suite> load(List<SuiteText> texts, SuiteFiles files) {
        return switch (SuiteLoader.load(texts, files)) {
            case Loaded.Suites loaded -> loaded.suites();
            case Loaded.Faulty faulty -> throw Unmeasured.because(faulty.faults());
        };
    }

    private Options options(GateRequest request, List<Suite> suites) {
        Map<String, Secret> values = new TreeMap<>();
        suites.stream()
                .flatMap(suite -> suite.secrets().stream())
                .map(SecretName::name)
                .distinct()
                .filter(name -> request.secrets().containsKey(name))
                .forEach(name -> values.put(
                        name, new Secret(secrets.reveal(request.secrets().getOrDefault(name, "")))));
        return Options.of(request.variables().getOrDefault("run.id", "gate"))
                .withVariables(request.variables())
                .withSecrets(values)
                .withTags(request.gate().tags())
                .withDeadline(request.within())
                .withParallel(PARALLEL);
    }

    private static GateOutcome outcome(Verdict verdict, String summary, Report report, String identity) {
        LOG.atInfo()
                .addKeyValue("verdict", verdict)
                .addKeyValue("run", report.runId())
                .addKeyValue("report", JsonReport.of(report).toString())
                .log("smoke run ended");
        return new GateOutcome(verdict, summary, KeptReport.of(report, identity));
    }

    private static GateOutcome inconclusive(String why, List<String> faults) {
        LOG.atWarn().addKeyValue("because", why).log("smoke run could not be made");
        String report = JsonNodeFactory.instance
                .objectNode()
                .put("verdict", Verdict.INCONCLUSIVE.name())
                .put("why", why)
                .toString();
        return new GateOutcome(Verdict.INCONCLUSIVE, why, report, faults);
    }
}

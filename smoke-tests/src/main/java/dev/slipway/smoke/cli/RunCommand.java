package dev.slipway.smoke.cli;

import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.RunRefused;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Suite;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code smoke run}. */
@Command(
        name = "run",
        description = "Runs suites against a target and says PASS, FAIL or INCONCLUSIVE.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  smoke run suites/*.yaml --target https://prod.example.com --tags critical",
            "  smoke run suites/todo.yaml --targets targets.yaml --target green \\",
            "            --secret-env apiToken=API_TOKEN --var image.tag=v2 --report json=report.json"
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private SuiteFiles files = new SuiteFiles();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Gives a variable; may be repeated.")
    private Map<String, String> variables = new TreeMap<>();

    @Option(
            names = "--secret-env",
            paramLabel = "NAME=ENV",
            description = "Gives a secret the value of an environment variable; may be repeated.")
    private Map<String, String> secrets = new TreeMap<>();

    @Option(names = "--tags", split = ",", paramLabel = "TAG", description = "Only tests with one of these tags.")
    private List<String> tags = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "For the whole run: 90s, 5m (the default).")
    private String deadline = "5m";

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many suites at a time (default: 4).")
    private int parallel = 4;

    @Option(names = "--run-id", paramLabel = "ID", description = "The run's id, $${run.id}; made up if not given.")
    private Optional<String> runId = Optional.empty();

    @Option(names = "--report", paramLabel = "json=FILE", description = "Also writes the whole report as JSON.")
    private Map<String, Path> reports = new TreeMap<>();

    @Option(
            names = "--log-events",
            description = "Also writes one JSON line per attempt and verdict to standard error.")
    private boolean isLogging;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Options options = options();
        Target to = target.target(spec.commandLine());
        Optional<List<Suite>> suites = files.load(spec.commandLine().getErr());
        if (suites.isEmpty()) {
            return SmokeCommand.FAULTY;
        }
        PrintWriter out = spec.commandLine().getOut();
        RunListener log = isLogging ? surroundings.logEvents().get() : RunListener.none();
        try {
            Report report = surroundings
                    .runner()
                    .get()
                    .run(suites.get(), to, options, surroundings.cancellation(), printing(out, log));
            out.print(TextReport.summary(report));
            out.flush();
            write(report);
            return exitCode(report);
        } catch (RunRefused e) {
            spec.commandLine().getErr().print(Fault.text(e.faults()));
            spec.commandLine().getErr().flush();
            return SmokeCommand.FAULTY;
        }
    }

    private int exitCode(Report report) {
        if (surroundings.cancellation().isCancelled()) {
            return SmokeCommand.INTERRUPTED;
        }
        return switch (report.verdict()) {
            case PASS -> 0;
            case FAIL -> 1;
            case INCONCLUSIVE -> 3;
        };
    }

    private Options options() {
        reports.keySet().stream()
                .filter(format -> !format.equals("json"))
                .findFirst()
                .ifPresent(format -> {
                    throw usage("--report: there is no format '" + format + "'; write json=FILE");
                });
        if (parallel < 1) {
            throw usage("--parallel: takes 1 or more, but got '" + parallel + "'");
        }
        Duration limit = Durations.parse(deadline)
                .filter(Duration::isPositive)
                .orElseThrow(() -> usage(
                        "--deadline: takes a duration with a unit, such as 90s or 5m, but got '" + deadline + "'"));
        Map<String, Secret> values = new TreeMap<>();
        secrets.forEach((name, variable) -> values.put(name, secret(variable)));
        return Options.of(runId.orElseGet(surroundings.runIds()))
                .withVariables(variables)
                .withSecrets(values)
                .withTags(tags)
                .withDeadline(limit)
                .withParallel(parallel);
    }

    private Secret secret(String variable) {
        String value = surroundings.environment().get(variable);
        if (value == null) {
            throw usage("--secret-env: the environment has no '" + variable + "'"
                    + Nearest.hint(variable, surroundings.environment().keySet()));
        }
        return new Secret(value);
    }

    private void write(Report report) {
        for (Path file : reports.values()) {
            try {
                Files.writeString(file, JsonReport.of(report).toPrettyString() + "\n");
            } catch (IOException e) {
                throw usage("--report: '" + file + "' can't be written: " + e.getMessage());
            }
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    /** Prints each test when it ends; suites run at the same time, so one test is printed in one piece. */
    private static RunListener printing(PrintWriter out, RunListener log) {
        return new RunListener() {
            @Override
            public void attempted(String suite, String test, AttemptReport attempt) {
                log.attempted(suite, test, attempt);
            }

            @Override
            public void tested(TestReport test) {
                synchronized (out) {
                    out.print(TextReport.of(test));
                    out.flush();
                }
                log.tested(test);
            }

            @Override
            public void decided(Report report) {
                log.decided(report);
            }
        };
    }
}

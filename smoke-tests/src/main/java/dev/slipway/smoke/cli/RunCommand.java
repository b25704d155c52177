package dev.slipway.smoke.cli;

import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.Options;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.RunRefused;
import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code smoke run}. */
final class RunCommand implements Command {
    private static final Usage USAGE = new Usage(
            "smoke run",
            "Runs suites against a target and says PASS, FAIL or INCONCLUSIVE.",
            Suites.OPERAND,
            true,
            options(),
            List.of(
                    "smoke run suites/home.yaml --target http://127.0.0.1:8080",
                    "smoke run suites/*.yaml --target green --tags critical --report html=smoke.html,junit=smoke.xml",
                    "smoke run suites/todo.yaml --target green --var image.tag=v2 --secret-env apiToken=API_TOKEN"));

    private static List<Option> options() {
        List<Option> options = new ArrayList<>(TargetOptions.OPTIONS);
        options.addAll(List.of(
                Suites.TAGS,
                Option.many("--var", "NAME=VALUE", "Gives a variable its value."),
                Option.many("--secret-env", "NAME=ENV", "Gives a secret the value of the environment variable ENV."),
                ReportFiles.OPTION,
                Option.one("--deadline", "TIME", "For the whole run, clean-ups aside: 90s, 10m. Unless said, 5m."),
                Option.one("--parallel", "N", "How many suites run at a time. Unless said, 4."),
                Option.flag("--shuffle", "Runs suites and tests in an order drawn by lot, and says by which seed."),
                Option.one("--seed", "N", "Draws the same order again; goes with --shuffle."),
                Option.flag("--no-fail-fast", "Goes on when a critical test has failed."),
                Option.one("--run-id", "ID", "The run's id, ${run.id}. Unless said, a new one."),
                Option.flag("--verbose", "Or -v: also shows each request and its answer, headers and bodies."),
                Option.flag("--log-events", "Also writes a JSON line per attempt and verdict to standard error.")));
        return options;
    }

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public int run(Words words, Surroundings surroundings) {
        Options options = runOptions(words, surroundings);
        ReportFiles files = ReportFiles.of(words);
        Target target = TargetOptions.of(words);
        Optional<List<Suite>> suites = Suites.load(words, surroundings.err());
        if (suites.isEmpty()) {
            return SmokeCommand.FAULTY;
        }
        try {
            Report report = run(suites.get(), target, options, words.has("--log-events"), surroundings);
            surroundings.out().print(Paint.in(surroundings).lines(TextReport.summary(report)));
            List<String> unwritten = files.write(report);
            unwritten.forEach(surroundings.err()::println);
            return unwritten.isEmpty() ? exitCode(report, surroundings) : SmokeCommand.FAULTY;
        } catch (RunRefused e) {
            surroundings.err().print(Fault.text(e.faults()));
            return SmokeCommand.FAULTY;
        }
    }

    private static Report run(
            List<Suite> suites, Target target, Options options, boolean isLogging, Surroundings surroundings) {
        long tests = suites.stream()
                .mapToLong(suite -> Suites.selected(suite, options.tags()).count())
                .sum();
        RunListener log = isLogging ? surroundings.logEvents().get() : RunListener.none();
        try (Progress progress = Progress.of(surroundings, log, tests)) {
            return surroundings.runner().get().run(suites, target, options, surroundings.cancellation(), progress);
        }
    }

    private static int exitCode(Report report, Surroundings surroundings) {
        if (surroundings.cancellation().isCancelled()) {
            return SmokeCommand.INTERRUPTED;
        }
        return switch (report.verdict()) {
            case PASS -> 0;
            case FAIL -> 1;
            case INCONCLUSIVE -> 3;
        };
    }

    private static Options runOptions(Words words, Surroundings surroundings) {
        Map<String, Secret> secrets = new TreeMap<>();
        words.pairs("--secret-env", words.all("--secret-env"))
                .forEach((name, variable) -> secrets.put(name, secret(variable, surroundings.environment())));
        Options options = Options.of(words.one("--run-id").orElseGet(surroundings.runIds()))
                .withVariables(words.pairs("--var", words.all("--var")))
                .withSecrets(secrets)
                .withTags(words.listed("--tags"))
                .withDeadline(words.one("--deadline").map(RunCommand::deadline).orElse(Duration.ofMinutes(5)))
                .withParallel(Math.toIntExact(
                        Math.min(1000, words.whole("--parallel", 1).orElse(4L))))
                .withFailFast(!words.has("--no-fail-fast"))
                .withVerbose(words.has("--verbose"));
        Optional<Long> seed = words.whole("--seed", Long.MIN_VALUE);
        if (!words.has("--shuffle")) {
            if (seed.isPresent()) {
                throw UsageFault.of("--seed draws the order of --shuffle, which is missing");
            }
            return options;
        }
        return options.withSeed(seed.orElseGet(surroundings.seeds()::getAsLong));
    }

    private static Duration deadline(String text) {
        return Durations.parse(text)
                .filter(Duration::isPositive)
                .orElseThrow(() -> UsageFault.of(
                        "--deadline: takes a duration with a unit, such as 90s or 5m, but got '" + text + "'"));
    }

    private static Secret secret(String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        if (value == null) {
            throw UsageFault.of("--secret-env: the environment has no '" + variable + "'"
                    + Nearest.hint(variable, environment.keySet()));
        }
        return new Secret(value);
    }
}

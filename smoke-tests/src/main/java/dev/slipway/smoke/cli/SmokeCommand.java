package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code smoke}: runs, validates and lists smoke-test suites. */
public final class SmokeCommand {
    /** A bug of ours. */
    public static final int BUG = 70;

    /** An invalid suite or target, and wrong usage. */
    static final int FAULTY = 2;

    /** Interrupted, as shells count it. */
    static final int INTERRUPTED = 130;

    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", new RunCommand());
        COMMANDS.put("validate", new ValidateCommand());
        COMMANDS.put("list", new ListCommand());
        COMMANDS.put("schema", new SchemaCommand());
    }

    private final Surroundings surroundings;

    private SmokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The command with all that is behind it. */
    public static SmokeCommand in(Surroundings surroundings) {
        return new SmokeCommand(surroundings);
    }

    /** Does what the words say; answers with the exit code. */
    public int execute(List<String> words) {
        try {
            return dispatch(words);
        } catch (RuntimeException e) {
            bug(e);
            return BUG;
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /** Where it happened, without the exceptions' own words: they might quote a secret. */
    private void bug(RuntimeException e) {
        surroundings.err().println("smoke: a bug of ours");
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            surroundings.err().println("  by " + cause.getClass().getName());
            for (StackTraceElement at : cause.getStackTrace()) {
                surroundings.err().println("    at " + at);
            }
        }
    }

    private int dispatch(List<String> words) {
        String first = words.isEmpty() ? "" : words.getFirst();
        if (first.equals("--help") || first.equals("-h") || first.equals("help")) {
            surroundings.out().print(help());
            return 0;
        }
        if (first.equals("--version") || first.equals("-V")) {
            surroundings.out().println(surroundings.engine());
            return 0;
        }
        Command command = COMMANDS.get(first);
        if (command == null) {
            String what = first.isEmpty()
                    ? "a command is missing"
                    : "unknown command '" + first + "'" + Nearest.hint(first, COMMANDS.keySet());
            return faulty("smoke", what + " (one of " + String.join(", ", COMMANDS.keySet()) + ")");
        }
        try {
            Words sorted = Words.of(command.usage(), words.subList(1, words.size()));
            if (sorted.has(Usage.HELP.name())) {
                surroundings.out().print(command.usage().help());
                return 0;
            }
            return command.run(sorted, surroundings);
        } catch (UsageFault e) {
            if (e.isAboutWords()) {
                return faulty(command.usage().name(), e.what());
            }
            surroundings.err().println(e.what());
            return FAULTY;
        }
    }

    private int faulty(String command, String what) {
        surroundings.err().println(command + ": " + what);
        surroundings.err().println("  ./slipway " + command + " --help says how it is used; nothing was sent");
        return FAULTY;
    }

    private static String help() {
        StringBuilder text = new StringBuilder("""
                Runs HTTP smoke tests, written in YAML, against a target.

                Usage: ./slipway smoke COMMAND

                """);
        COMMANDS.forEach((name, command) -> Usage.describe(
                text, name, command.usage().summary().lines().findFirst().orElse("")));
        Usage.describe(text, "COMMAND --help", "Says what a command takes.");
        return text.append("""

                Exit codes: 0 PASS, 1 FAIL, 2 wrong usage or a faulty suite (nothing was sent),
                3 INCONCLUSIVE (could not measure), 70 a bug of ours, 130 interrupted.

                Try it:
                  ./slipway smoke run suites/home.yaml --target http://127.0.0.1:8080

                The format of suites: docs/smoke-tests.md
                """).toString();
    }
}

package dev.slipway.smoke.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code smoke}: runs, validates and lists smoke-test suites. */
@Command(
        name = "smoke",
        description = {"Runs HTTP smoke tests, written in YAML, against a target.", ""},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 PASS, 1 FAIL, 2 wrong usage or a faulty suite (nothing was sent),",
            "3 INCONCLUSIVE (could not measure), 70 a bug of ours, 130 interrupted.",
            "",
            "Try it:",
            "  smoke run suites/todo.yaml --target http://127.0.0.1:8080 --allow-writes",
            "",
            "The format of suites: docs/smoke-tests.md"
        })
public final class SmokeCommand implements Runnable {
    /** An invalid suite or target, and wrong usage. */
    public static final int FAULTY = 2;

    /** Interrupted, as shells count it. */
    public static final int INTERRUPTED = 130;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SmokeCommand() {}

    /** The command with its subcommands. */
    public static CommandLine in(Surroundings surroundings) {
        CommandLine command = new CommandLine(new SmokeCommand())
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new ValidateCommand())
                .addSubcommand(new ListCommand());
        command.getCommandSpec().version(surroundings.engine());
        return command.setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getErr().println("smoke: a bug of ours: " + e);
                    e.printStackTrace(line.getErr());
                    return 70;
                })
                .setAbbreviatedOptionsAllowed(false)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: run, validate or list");
    }
}

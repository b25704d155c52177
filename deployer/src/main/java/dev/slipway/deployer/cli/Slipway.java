package dev.slipway.deployer.cli;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the deployer. */
@Command(
        name = "slipway",
        description = {"Continuous deployment for Amazon ECS: docker push starts a gated, ECS-native release.", ""},
        synopsisHeading = "Usage: ",
        customSynopsis = "./slipway <command> [options]",
        commandListHeading = "%nThe deployer and its operators:%n",
        footer = {
            "",
            "Programs beside it, each with its own --help:",
            "  sandbox   AWS on this machine, for trying and testing",
            "  demo      the whole path in under a minute, on the sandbox",
            "  smoke     runs smoke suites against any address",
            "  app       the bundled web application",
            "",
            "Exit codes:",
            "  0 done; 1 refused, or faults found; 2 wrong command line or settings;",
            "  3 not found; 4 no answer in time; 5 AWS could not be asked; 70 a bug",
            "",
            "AWS_* are read as usual (AWS_ENDPOINT_URL for the sandbox), and",
            "SLIPWAY_PREFIX; more in docs/cli.md"
        })
public final class Slipway implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Slipway() {}

    /**
     * Runs one command line on the standard streams.
     *
     * @return the exit code
     */
    public static int execute(String[] arguments, Programs programs) {
        return execute(
                arguments,
                programs,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    static int execute(String[] arguments, Programs programs, PrintWriter out, PrintWriter err) {
        return commandLine(programs).setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine(Programs programs) {
        var commandLine = new CommandLine(new Slipway())
                .addSubcommand(new Run(programs))
                .addSubcommand(new ReadCommands.Status(programs.records()))
                .addSubcommand(new ReadCommands.History(programs.records()))
                .addSubcommand(new ReadCommands.Show(programs.records()))
                .addSubcommand(new ReadCommands.Explain(programs.records()))
                .addSubcommand(new OperatorCommands.Promote(programs.operator()))
                .addSubcommand(new OperatorCommands.RollBack(programs.operator()))
                .addSubcommand(new OperatorCommands.Hold(programs.operator()))
                .addSubcommand(new OperatorCommands.Resume(programs.operator()))
                .addSubcommand(new OperatorCommands.Retry(programs.operator()))
                .addSubcommand(new AdminCommands.Deploy(programs.operator()))
                .addSubcommand(new AdminCommands.Clear(programs.operator()))
                .addSubcommand(new AdminCommands.Detach(programs.operator()))
                .addSubcommand(new Redrive(programs.inbox()))
                .addSubcommand(new AuthorCommands.Validate(programs.config(), programs.suiteRules()))
                .addSubcommand(new AuthorCommands.Render(programs.dryRun()));
        commandLine.getCommandSpec().mixinStandardHelpOptions(false);
        addHelp(commandLine);
        commandLine.getSubcommands().values().forEach(Slipway::addHelp);
        return commandLine
                .registerConverter(ServiceName.class, checked(ServiceName::new))
                .registerConverter(Addressee.class, checked(Addressee::parse))
                .registerConverter(ReleaseId.class, checked(ReleaseId::new))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, failed, parsed) -> tell(exception, failed));
    }

    private static void addHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("this text")
                        .build());
    }

    private static <T> ITypeConverter<T> checked(ITypeConverter<T> maker) {
        return text -> {
            try {
                return maker.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** Our own exceptions say what to do; of others the stack is what helps. */
    private static int tell(Exception exception, CommandLine failed) {
        if (exception instanceof PortFailure failure) {
            failed.getErr().println("slipway: AWS could not be asked: " + failure.getMessage());
            return ExitCode.AWS;
        }
        if (exception.getClass().getName().startsWith("dev.slipway.")) {
            failed.getErr().println("slipway: " + exception.getMessage());
            return ExitCode.USAGE;
        }
        exception.printStackTrace(failed.getErr());
        return ExitCode.BUG;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is expected");
    }

    @Command(
            name = "run",
            description = "Runs the deployer until it is told to stop (SIGTERM, Ctrl-C).",
            footer = {
                "",
                "Settings, from the environment or from the YAML file that SLIPWAY_SETTINGS",
                "names (there without SLIPWAY_, as in 'queueUrl'):",
                "  SLIPWAY_QUEUE_URL    the SQS queue of events and wake-ups (required)",
                "  SLIPWAY_TABLE        the DynamoDB table of records (required)",
                "  SLIPWAY_CONFIG       the configuration tree: a directory, or",
                "                       s3://<bucket>/<prefix> (required)",
                "  SLIPWAY_PREFIX       of its SSM parameters, /<prefix>/… (default: slipway)",
                "  SLIPWAY_HTTP_PORT    of /readyz, /metrics and /api (default: 8080)",
                "  SLIPWAY_CONCURRENCY  services looked at at once, 1 to 64 (default: 8)",
                "  SLIPWAY_LEASE        how long a smoke run stays with a process that gives no",
                "                       sign of life, 10s to 5m (default: 30s)",
                "",
                "AWS_* as the AWS SDK for Java reads them. All of it: docs/configuration.md"
            })
    private static final class Run implements Callable<Integer> {
        private final Programs programs;

        Run(Programs programs) {
            this.programs = programs;
        }

        @Override
        public Integer call() {
            return programs.run().getAsInt();
        }
    }
}

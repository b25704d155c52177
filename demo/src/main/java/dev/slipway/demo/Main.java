package dev.slipway.demo;

import dev.slipway.demo.image.ImageFailure;
import dev.slipway.demo.program.DemoFailure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Starts the demo's commands. */
public final class Main {
    private Main() {}

    /** Exits with 0 if all of it held, 1 if something did not, 2 for a wrong command line. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var wiring = new Wiring(
                Path.of(System.getProperty("slipway.home", "."))
                        .toAbsolutePath()
                        .normalize(),
                Path.of(System.getProperty("java.home")),
                InstantSource.system(),
                out);
        System.exit(commandLine(wiring).execute(args));
    }

    static CommandLine commandLine(Wiring wiring) {
        var root = new CommandLine(new DemoCommand(wiring));
        var pushApp = new CommandLine(new PushAppCommand(wiring));
        Stream.of(root, pushApp).forEach(command -> command.getCommandSpec().addOption(help()));
        return root.addSubcommand(pushApp).setUsageHelpWidth(110).setExecutionExceptionHandler(Main::failed);
    }

    private static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("show this help")
                .build();
    }

    /** An own failure says all there is to say; anything else is a bug, and needs its stack trace. */
    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("demo: " + failure.getMessage());
        if (!(failure instanceof ImageFailure) && !(failure instanceof DemoFailure)) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}

package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The two forms of every answer; mixed into each command. */
final class Screen {
    enum Form {
        TEXT,
        JSON
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command runs
    private CommandSpec command;

    @Option(
            names = "--output",
            paramLabel = "<form>",
            defaultValue = "TEXT",
            description = "text for people (the default), or json for programs")
    @SuppressWarnings("NullAway.Init") // picocli sets its default
    private Form form;

    int show(Supplier<String> text, Supplier<? extends JsonNode> json) {
        var out = command.commandLine().getOut();
        if (form == Form.JSON) {
            out.println(json.get().toPrettyString());
        } else {
            out.print(text.get());
        }
        out.flush();
        return ExitCode.OK;
    }

    /** Tells the error stream why, and answers with the code. */
    int fail(int code, String why) {
        var err = command.commandLine().getErr();
        err.println(why);
        err.flush();
        return code;
    }
}

package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.Suite;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code smoke validate}. */
@Command(
        name = "validate",
        description = "Checks suites without sending anything; says all that is wrong, by file, line and column.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private SuiteFiles files = new SuiteFiles();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<List<Suite>> suites = files.load(spec.commandLine().getErr());
        suites.ifPresent(all -> all.forEach(suite -> out.println(suite.file() + ": suite '" + suite.name()
                + "' is valid, " + suite.tests().size() + " tests")));
        return suites.isPresent() ? 0 : SmokeCommand.FAULTY;
    }
}

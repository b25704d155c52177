package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code smoke list}. */
@Command(
        name = "list",
        description = "Lists the tests of suites with their tags, and whether they write.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    @Mixin
    private SuiteFiles files = new SuiteFiles();

    @Option(names = "--tags", split = ",", paramLabel = "TAG", description = "Only tests with one of these tags.")
    private List<String> tags = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Optional<List<Suite>> suites = files.load(spec.commandLine().getErr());
        suites.ifPresent(all -> all.forEach(this::list));
        return suites.isPresent() ? 0 : SmokeCommand.FAULTY;
    }

    private void list(Suite suite) {
        PrintWriter out = spec.commandLine().getOut();
        for (SmokeTest test : suite.tests()) {
            if (suite.selects(test, tags)) {
                Set<String> all = new LinkedHashSet<>(suite.tags());
                all.addAll(test.tags());
                out.println(test.at() + "  " + suite.name() + " › " + test.name()
                        + (all.isEmpty() ? "" : "  [" + String.join(", ", all) + "]")
                        + (test.firstWrite().isPresent() ? "  writes" : "")
                        + (test.advisory() ? "  advisory" : "")
                        + test.skip().map(reason -> "  skipped: " + reason).orElse(""));
            }
        }
    }
}

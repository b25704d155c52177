package dev.slipway.smoke.cli;

import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Suite;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The suite files named on the command line. */
final class SuiteFiles {
    @Parameters(
            arity = "1..*",
            paramLabel = "SUITE.yaml",
            description = "Suite files; they are loaded as a set: one fault, and nothing runs.")
    private List<Path> files = List.of();

    /** The suites, or empty when everything wrong with them is written to {@code err}. */
    Optional<List<Suite>> load(PrintWriter err) {
        return switch (SuiteLoader.read(files)) {
            case Loaded.Suites loaded -> Optional.of(loaded.suites());
            case Loaded.Faulty faulty -> {
                err.print(Fault.text(faulty.faults()));
                err.flush();
                yield Optional.empty();
            }
        };
    }
}

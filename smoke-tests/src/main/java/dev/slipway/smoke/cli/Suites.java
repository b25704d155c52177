package dev.slipway.smoke.cli;

import dev.slipway.smoke.parse.Loaded;
import dev.slipway.smoke.parse.SuiteLoader;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The suite files named on a command line. */
final class Suites {
    static final String OPERAND = "SUITE.yaml ...";
    static final Option TAGS = Option.many("--tags", "TAG[,...]", "Only tests with one of these tags.");

    private Suites() {}

    /** The suites, or empty when everything wrong with them is written to {@code err}. */
    static Optional<List<Suite>> load(Words words, PrintWriter err) {
        Loaded loaded =
                SuiteLoader.read(words.operands().stream().map(Suites::path).toList());
        if (loaded instanceof Loaded.Faulty faulty) {
            err.print(Fault.text(faulty.faults()));
            return Optional.empty();
        }
        return Optional.of(((Loaded.Suites) loaded).suites());
    }

    /** The tests with one of {@code tags}; all if there are none. */
    static Stream<SmokeTest> selected(Suite suite, List<String> tags) {
        return suite.tests().stream().filter(test -> suite.selects(test, tags));
    }

    private static Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            throw UsageFault.of("'" + written + "' is no path: " + e.getReason());
        }
    }
}

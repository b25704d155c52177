package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.Suite;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code smoke validate}. */
final class ValidateCommand implements Command {
    private static final Usage USAGE = new Usage(
            "smoke validate",
            "Checks suites without sending anything; says all that is wrong, by file, line and column.",
            Suites.OPERAND,
            true,
            List.of(Option.one("--targets", "FILE", "Checks this file of targets too.")),
            List.of("smoke validate suites/*.yaml --targets targets.yaml"));

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public int run(Words words, Surroundings surroundings) {
        PrintWriter out = surroundings.out();
        Optional<List<Suite>> suites = Suites.load(words, surroundings.err());
        words.one("--targets")
                .map(Path::of)
                .ifPresent(file ->
                        out.println(file + ": " + count(TargetOptions.read(file).size(), "target") + ", valid"));
        suites.ifPresent(all -> all.forEach(suite -> out.println(suite.file() + ": suite '" + suite.name()
                + "' is valid, " + count(suite.tests().size(), "test"))));
        return suites.isPresent() ? 0 : SmokeCommand.FAULTY;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}

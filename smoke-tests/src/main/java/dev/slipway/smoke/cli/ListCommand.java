package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.SmokeTest;
import dev.slipway.smoke.suite.Suite;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code smoke list}. */
final class ListCommand implements Command {
    private static final Usage USAGE = new Usage(
            "smoke list",
            "Lists the tests of suites with their tags, and whether they write.",
            Suites.OPERAND,
            true,
            List.of(Suites.TAGS),
            List.of("smoke list suites/*.yaml --tags critical"));

    @Override
    public Usage usage() {
        return USAGE;
    }

    @Override
    public int run(Words words, Surroundings surroundings) {
        Optional<List<Suite>> suites = Suites.load(words, surroundings.err());
        List<String> tags = words.listed("--tags");
        suites.ifPresent(all -> all.forEach(suite ->
                Suites.selected(suite, tags).forEach(test -> surroundings.out().println(line(suite, test)))));
        return suites.isPresent() ? 0 : SmokeCommand.FAULTY;
    }

    private static String line(Suite suite, SmokeTest test) {
        Set<String> all = new LinkedHashSet<>(suite.tags());
        all.addAll(test.tags());
        return test.at() + "  " + suite.name() + " › " + test.name()
                + (all.isEmpty() ? "" : "  [" + String.join(", ", all) + "]")
                + (test.firstWrite().isPresent() ? "  writes" : "")
                + (test.advisory() ? "  advisory" : "")
                + test.skip().map(reason -> "  skipped: " + reason).orElse("");
    }
}

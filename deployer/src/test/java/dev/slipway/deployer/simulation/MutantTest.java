package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proof is tested: each known bug is found within a stated number of seeds. With {@code -Dmutants.seeds=N} all of so
 * many are run for each, and those that find it are counted.
 */
@DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
@Timeout(value = 7, unit = TimeUnit.DAYS)
class MutantTest {
    private static final int SEEDS = 1000;
    private static final int COUNTED = Integer.getInteger("mutants.seeds", 0);
    private static final Path DOCUMENTED = Path.of("..", "docs", "simulation.md");
    private static final Path TABLE = Path.of("target", "simulation", "mutants.md");
    private static final SortedMap<String, String> ROWS = new TreeMap<>();

    @ParameterizedTest
    @MethodSource("dev.slipway.deployer.simulation.Mutant#all")
    void theSimulationCatches(Mutant mutant) throws InterruptedException {
        CampaignReport counted = Campaign.of(1, COUNTED).run(mutant.program());
        CampaignReport report = counted.firstFailure().isPresent()
                ? counted
                : Campaign.untilOneFails(COUNTED + 1, SEEDS - COUNTED).run(mutant.program());

        Optional<Throwable> broken = report.firstFailure().flatMap(Outcome::failure);
        System.out.println("a deployer that " + mutant + " is caught "
                + (COUNTED == 0 ? "" : "by " + counted.failures() + " of " + COUNTED + " seeds, ")
                + report.firstFailure()
                        .map(first -> "first by seed " + first.seed() + ": "
                                + broken.map(Throwable::getMessage).orElse(""))
                        .orElse("by none"));
        report.firstFailure().ifPresent(failure -> ROWS.put(mutant.name(), row(mutant, counted.failures(), failure)));
        assertThat(broken).containsInstanceOf(Broken.class);
    }

    @Test
    void theDocumentedTableNamesEachOfThem() throws IOException {
        String page = Files.readString(DOCUMENTED);

        var missing = Mutant.all()
                .filter(mutant -> !page.contains("| " + mutant.name() + " |"))
                .toList();

        assertThat(missing).isEmpty();
    }

    /** As the table in {@code docs/simulation.md} has it, so that it can be written anew. */
    @AfterAll
    static void writeTheTable() throws IOException {
        Files.createDirectories(TABLE.toAbsolutePath().getParent());
        Files.write(TABLE, ROWS.values());
    }

    private static String row(Mutant mutant, int times, Outcome failure) {
        String promise = failure.failure().map(Throwable::getMessage).orElse("").split(":", 2)[0];
        return "| " + mutant.name() + " | " + (COUNTED == 0 ? "" : times + " of " + COUNTED) + " | " + failure.seed()
                + " | `" + promise + "` |";
    }
}

package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof is tested: each known bug is found within a stated number of seeds. */
@DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
class MutantTest {
    private static final int SEEDS = 1000;
    private static final Path DOCUMENTED = Path.of("..", "docs", "simulation.md");
    private static final Path TABLE = Path.of("target", "simulation", "mutants.md");
    private static final SortedMap<String, String> ROWS = new TreeMap<>();

    @ParameterizedTest
    @MethodSource("dev.slipway.deployer.simulation.Mutant#all")
    void theSimulationCatches(Mutant mutant) throws InterruptedException {
        var campaign = Campaign.untilOneFails(1, SEEDS);

        CampaignReport report = campaign.run(mutant.program());

        Optional<Throwable> broken = report.firstFailure().flatMap(Outcome::failure);
        System.out.println("a deployer that " + mutant + " is caught by seed "
                + report.firstFailure().map(Outcome::seed) + ": " + broken);
        report.firstFailure().ifPresent(failure -> ROWS.put(mutant.name(), row(mutant, failure)));
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

    private static String row(Mutant mutant, Outcome failure) {
        String promise = failure.failure().map(Throwable::getMessage).orElse("").split(":", 2)[0];
        return "| " + mutant.name() + " | " + failure.seed() + " | `" + promise + "` |";
    }
}

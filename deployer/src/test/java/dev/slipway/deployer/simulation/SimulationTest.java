package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The proof by simulation. {@code -Dsimulation.seeds=N} runs that many, from {@code -Dsimulation.from}; with
 * {@code -Dsimulation.seed=N} one is run and told line by line, {@code -Dsimulation.without=3,17} leaving out faults.
 */
@Timeout(value = 7, unit = TimeUnit.DAYS)
class SimulationTest {
    /** Fewer may by chance miss what is not even rare. */
    private static final int ENOUGH = 1000;

    private static final Path TABLES = Path.of("target", "simulation", "coverage.md");

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void everySeedKeepsEveryPromise() throws InterruptedException {
        var campaign = Campaign.of(Long.getLong("simulation.from", 1), Integer.getInteger("simulation.seeds", 1000));

        CampaignReport report = campaign.run(DeployerProgram.real());

        report.write(TABLES);
        System.out.println(report.text() + "\ncounts in deployer/" + TABLES);
        assertThat(report.firstFailure().map(SimulationTest::toReplay)).isEmpty();
        assertThat(report.decisionsUnknown())
                .as("decisions that are in no list")
                .isEmpty();
        if (report.ran() >= ENOUGH) {
            assertThat(report.faultsUnseen()).as("faults that never happened").isEmpty();
            assertThat(report.happeningsUnseen())
                    .as("what people do that never came about")
                    .isEmpty();
            assertThat(report.variantsUnseen())
                    .as("answers of AWS that were never drawn")
                    .isEmpty();
            assertThat(report.decisionsUnseen())
                    .as("decisions that were never taken")
                    .isEmpty();
        }
    }

    /** What broke, and how to see it with as few faults as possible. */
    private static String toReplay(Outcome failing) {
        SortedSet<Integer> without = new Shrinker(DeployerProgram.real()).withoutWhat(failing);
        return failing.failure().orElseThrow() + "\n" + CampaignReport.replay(failing.seed(), without) + "\n";
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void oneSeedToldLineByLine() {
        long seed = Long.getLong("simulation.seed", 1);

        Outcome outcome = Simulation.run(seed, without(), DeployerProgram.real(), true);

        outcome.trace().forEach(System.out::println);
        System.out.println("hash " + outcome.hash() + ", " + outcome.turns() + " turns, " + outcome.struck());
        outcome.failure().ifPresent(failure -> {
            throw new AssertionError("seed " + seed + " breaks", failure);
        });
    }

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void theSameSeedIsTheSameRun() {
        Outcome first = Simulation.run(7, Collections.emptySortedSet(), DeployerProgram.real(), false);

        Outcome second = Simulation.run(7, Collections.emptySortedSet(), DeployerProgram.real(), true);

        assertThat(second.hash()).isEqualTo(first.hash());
    }

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    void anotherJvmGivesTheSameRun() throws IOException {
        Outcome here = Simulation.run(7, Collections.emptySortedSet(), DeployerProgram.real(), false);

        String there = inAnotherJvm(7);

        assertThat(there).isEqualTo(here.hash());
    }

    private static String inAnotherJvm(long seed) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process jvm = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-cp", classes, OneSeed.class.getName(), Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answer = jvm.inputReader()) {
            return String.join("\n", answer.lines().toList());
        }
    }

    private static SortedSet<Integer> without() {
        String numbers = System.getProperty("simulation.without", "");
        var without = new TreeSet<Integer>();
        Stream.of(numbers.split(",", -1))
                .filter(text -> !text.isBlank())
                .map(Integer::valueOf)
                .forEach(without::add);
        return without;
    }
}

package dev.slipway.deployer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The proof is tested: each known bug is found within a stated number of seeds. */
@DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
class MutantTest {
    @ParameterizedTest
    @MethodSource("dev.slipway.deployer.simulation.Mutant#all")
    void theSimulationCatches(Mutant mutant) throws InterruptedException {
        var campaign = Campaign.untilOneFails(1, 200);

        CampaignReport report = campaign.run(mutant.program());

        System.out.println("a deployer that " + mutant + " is caught after " + report.ran() + " seeds: "
                + report.firstFailure().flatMap(Simulation.Outcome::failure));
        assertThat(report.firstFailure().flatMap(Simulation.Outcome::failure)).containsInstanceOf(Broken.class);
    }
}

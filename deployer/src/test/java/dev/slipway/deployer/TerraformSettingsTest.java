package dev.slipway.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.testing.Terraform;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The settings that Terraform gives the deployer and its operators, read by the deployer's own code. */
class TerraformSettingsTest {
    private static final JsonNode DEPLOYER = Terraform.deployer();

    @Test
    void areWhatTheDeployerNeedsToRun() {
        Settings settings = SettingsReader.forRunning(environment(), file -> Optional.empty());

        assertThat(settings.prefix()).isEqualTo("slipway-prod");
        assertThat(settings.table()).isEqualTo("slipway-prod-journal");
        assertThat(settings.queueUrl()).endsWith("/slipway-prod-events");
        assertThat(settings.config().toString()).matches("s3://slipway-prod-config-[0-9a-f]+/config");
        assertThat(settings.httpPort()).isEqualTo(8080);
    }

    @Test
    void areTheSameForOperatorsWhoKnowThePrefixOnly() {
        Map<String, String> parameters =
                Map.of("/slipway-prod/deployer", DEPLOYER.path("parameter").toString());

        Settings settings = SettingsReader.forCommands(
                Map.of("SLIPWAY_PREFIX", "slipway-prod"),
                file -> Optional.empty(),
                name -> Optional.ofNullable(parameters.get(name)));

        assertThat(settings).isEqualTo(SettingsReader.forRunning(environment(), file -> Optional.empty()));
    }

    private static Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        DEPLOYER.path("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return environment;
    }
}

package dev.slipway.deployer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TargetSpec;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.testing.Terraform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The configuration tree that Terraform writes for its example of production, read by the deployer's own code. */
class TerraformConfigurationTest {

    @Test
    void hasNoFault() {
        var tree = new ConfigDirectory(Terraform.configuration());

        List<String> faults = TreeConfigSource.validate(tree, new LibrarySuites());

        assertThat(faults).isEmpty();
    }

    @Test
    void meansWhatItsBlockSays() {
        ServiceSpec ask = service("ask");

        var meaning = List.of(
                ask.service(),
                ask.cluster(),
                ask.image().repository(),
                ask.image().containers(),
                ask.strategy(),
                ask.template(),
                ask.alarms(),
                ask.secrets(),
                ask.deadlines().scaleUp());

        assertThat(meaning)
                .isEqualTo(List.of(
                        "ask",
                        "slipway-prod",
                        "slipway-prod/ask",
                        List.of("app"),
                        new Strategy.Canary(5, Duration.ofMinutes(10), Duration.ofMinutes(30)),
                        Optional.of("templates/ask.json"),
                        new ServiceSpec.AlarmSpec(
                                List.of(
                                        "slipway-prod-ask-blue-errors",
                                        "slipway-prod-ask-blue-latency",
                                        "slipway-prod-ask-green-errors",
                                        "slipway-prod-ask-green-latency"),
                                ServiceSpec.OnAlarm.WAIT),
                        new TreeMap<>(Map.of("askToken", "ssm:/slipway-prod/ask/smoke-token")),
                        Duration.ofMinutes(20)));
    }

    @Test
    void sendsTestsOfGreenToTheTestListenerAndThoseOfProductionToUsersOwn() {
        ServiceSpec web = service("web");

        List<GateSpec> gates = web.gates();

        assertThat(gates)
                .usingRecursiveComparison()
                .ignoringFields("target")
                .isEqualTo(List.of(
                        gate(GateKind.TEST, List.of(), Duration.ofMinutes(5), Optional.of(Duration.ofHours(4))),
                        gate(GateKind.PRODUCTION, List.of("critical"), Duration.ofMinutes(3), Optional.empty())));
        assertThat(gates)
                .extracting(gate -> gate.target().url() + " by port "
                        + gate.target().connectTo().orElse("").replaceAll(".*:", ""))
                .containsExactly("https://todo.example.com by port 8443", "https://todo.example.com by port 443");
    }

    private static ServiceSpec service(String name) {
        var set = new TreeConfigSource(new ConfigDirectory(Terraform.configuration()), new LibrarySuites()).current();
        return set.service(new ServiceName(name)).orElseThrow();
    }

    private static GateSpec gate(GateKind kind, List<String> tags, Duration smoke, Optional<Duration> approval) {
        var anywhere = new TargetSpec("", Optional.empty(), false);
        return new GateSpec(kind, List.of("suites/web.yaml"), tags, anywhere, smoke, 1, approval);
    }
}

package dev.slipway.deployer.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.testing.Specs;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which gate a waiting hook is: ECS's string if it names one that fits, else the production rule's weight. */
class GateResolverTest {

    @ParameterizedTest(name = "gates {0}, passed {1}, stage {2}, weight {3}: {4}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            TEST STEP PRODUCTION | -          | POST_TEST_TRAFFIC_SHIFT       | 0   | TEST
            TEST STEP PRODUCTION | TEST       | PRE_PRODUCTION_TRAFFIC_SHIFT  | 0   | STEP
            TEST STEP PRODUCTION | TEST       | PRE_PRODUCTION_TRAFFIC_SHIFT  | 20  | STEP
            TEST STEP PRODUCTION | TEST STEP  | PRE_PRODUCTION_TRAFFIC_SHIFT  | 40  | STEP
            TEST STEP PRODUCTION | TEST STEP  | POST_PRODUCTION_TRAFFIC_SHIFT | 100 | PRODUCTION
            TEST STEP PRODUCTION | -          | -                             | 0   | TEST
            TEST STEP PRODUCTION | TEST       | -                             | 0   | STEP
            TEST STEP PRODUCTION | TEST       | POST_TEST_TRAFFIC_SHIFT       | 0   | STEP
            TEST STEP PRODUCTION | TEST       | POST_TEST_TRAFFIC_SHIFT       | 20  | STEP
            TEST STEP PRODUCTION | TEST       | PRODUCTION_TRAFFIC_SHIFT      | 20  | STEP
            TEST STEP PRODUCTION | TEST       | -                             | 100 | PRODUCTION
            TEST STEP PRODUCTION | -          | POST_TEST_TRAFFIC_SHIFT       | 100 | stage 'POST_TEST_TRAFFIC_SHIFT', but the production rule sends 100 % to the new revision
            TEST STEP PRODUCTION | TEST       | POST_PRODUCTION_TRAFFIC_SHIFT | 0   | stage 'POST_PRODUCTION_TRAFFIC_SHIFT', but the production rule sends 0 % to the new revision
            TEST STEP PRODUCTION | TEST       | PRE_PRODUCTION_TRAFFIC_SHIFT  | 100 | stage 'PRE_PRODUCTION_TRAFFIC_SHIFT', but the production rule sends 100 % to the new revision
            TEST                 | TEST       | POST_PRODUCTION_TRAFFIC_SHIFT | 100 | no configured gate fits stage 'POST_PRODUCTION_TRAFFIC_SHIFT' with 100 % of production traffic on the new revision
            TEST                 | TEST       | -                             | 0   | no configured gate fits stage (none) with 0 % of production traffic on the new revision
            PRODUCTION           | -          | -                             | 0   | no configured gate fits stage (none) with 0 % of production traffic on the new revision
            TEST                 | -          | POST_TEST_TRAFFIC_SHIFT       | -   | TEST
            TEST                 | -          | -                             | -   | stage (none) is no gate of this service
            TEST                 | TEST       | POST_TEST_TRAFFIC_SHIFT       | -   | stage 'POST_TEST_TRAFFIC_SHIFT' is no gate of this service
            """)
    void tellsTheGate(String gates, String passed, String stage, Integer weight, String expected) {
        var spec = Specs.shopApi()
                .gates(Arrays.stream(gates.split(" "))
                        .map(GateKind::valueOf)
                        .map(Specs::gate)
                        .toArray(GateSpec[]::new))
                .build();
        var scene = Scene.rolling();
        for (String gate :
                Optional.ofNullable(passed).map(text -> text.split(" ")).orElse(new String[0])) {
            scene.continued("hook-of-" + gate, GateKind.valueOf(gate));
        }
        var traffic = Optional.ofNullable(weight)
                .map(percent -> new Facts.Traffic(percent, OptionalInt.of(100), Optional.empty()));

        var resolved = GateResolver.resolve(spec, scene.release(), Optional.ofNullable(stage), traffic);

        assertThat(text(resolved)).isEqualTo(expected);
    }

    private static String text(GateResolver.Resolved resolved) {
        return switch (resolved) {
            case GateResolver.Resolved.Gate gate -> gate.kind().name();
            case GateResolver.Resolved.Unknown unknown -> unknown.why();
        };
    }
}

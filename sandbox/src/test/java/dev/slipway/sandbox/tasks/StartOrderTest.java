package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Emitted.Condition;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.Dependency;
import dev.slipway.sandbox.tasks.StartOrder.Next;
import dev.slipway.sandbox.tasks.StartOrder.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartOrderTest {
    private static final ContainerSpec BASE = spec("base");

    @ParameterizedTest
    @CsvSource({
        "START, running, start",
        "START, given up, because dependency will never start",
        "COMPLETE, running, wait",
        "COMPLETE, ended with 3, start",
        "COMPLETE, late, has timed out.",
        "SUCCESS, running, wait",
        "SUCCESS, ended with 0, start",
        "SUCCESS, ended with 3, as dependency did not exit successfully.",
        "SUCCESS, late, has timed out.",
        "HEALTHY, running, wait",
        "HEALTHY, healthy, start",
        "HEALTHY, late, has timed out.",
        "HEALTHY, late and healthy, start",
        "HEALTHY, ended with 0, wait"
    })
    void decidesByWhatADependencyIsAndWhatItHasDone(Condition condition, String standing, String next) {
        ContainerSpec app = spec("app", new Dependency("base", condition));

        Next decided = StartOrder.decide(List.of(app, BASE), Map.of("base", standing(standing)));

        assertThat(inWords(decided)).endsWith(next);
    }

    @Test
    void startsWhatDependsOnNothingFirstWhateverTheirOrder() {
        ContainerSpec app = spec("app", new Dependency("base", Condition.START));

        Next first = StartOrder.decide(List.of(app, BASE), Map.of());
        Next second = StartOrder.decide(List.of(app, BASE), Map.of("base", Standing.BEGUN));
        Next third = StartOrder.decide(List.of(app, BASE), Map.of("base", Standing.BEGUN, "app", Standing.BEGUN));

        assertThat(List.of(first, second, third))
                .containsExactly(new Next.Start(BASE), new Next.Start(app), new Next.Done());
    }

    @Test
    void waitsForEveryDependencyUnlessOneCanNeverBe() {
        ContainerSpec app =
                spec("app", new Dependency("base", Condition.COMPLETE), new Dependency("other", Condition.SUCCESS));
        var all = List.of(BASE, spec("other"), app);

        Next waiting = StartOrder.decide(all, Map.of("base", Standing.BEGUN, "other", Standing.BEGUN.ended(0)));
        Next hopeless = StartOrder.decide(all, Map.of("base", Standing.BEGUN, "other", Standing.BEGUN.ended(1)));

        assertThat(waiting).isEqualTo(new Next.Wait());
        assertThat(hopeless)
                .isEqualTo(new Next.GiveUp(
                        app,
                        "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency"
                                + " [other] for target [app] as dependency did not exit successfully."));
    }

    private static Standing standing(String words) {
        return switch (words) {
            case "running" -> Standing.BEGUN;
            case "given up" -> Standing.GIVEN_UP;
            case "late" -> Standing.BEGUN.late();
            case "healthy" -> Standing.BEGUN.healthy(true);
            case "late and healthy" -> Standing.BEGUN.late().healthy(true);
            case "ended with 0" -> Standing.BEGUN.ended(0);
            default -> Standing.BEGUN.ended(3);
        };
    }

    private static String inWords(Next next) {
        return switch (next) {
            case Next.Start start -> "start";
            case Next.Wait wait -> "wait";
            case Next.GiveUp giveUp -> giveUp.reason();
            case Next.Done done -> "done";
        };
    }

    private static ContainerSpec spec(String name, Dependency... dependencies) {
        return new ContainerSpec(
                name,
                "api",
                "sha256:1",
                true,
                List.of(),
                List.of(),
                Map.of(),
                0,
                0,
                Duration.ofSeconds(2),
                Optional.empty(),
                List.of(dependencies),
                Optional.empty());
    }
}

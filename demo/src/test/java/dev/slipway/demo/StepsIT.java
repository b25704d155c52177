package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Deployments that move users step by step, linear and canary, each with a gate before every step: a good image goes all the
 * way, and one that fails at the second step, when some users have it already, goes back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepsIT {
    /** A smoke run and a step have to fit into a hook's and a step's short minutes. */
    private static final String MINUTE = "5s";

    private final List<Journey> journeys = new ArrayList<>();
    private Rehearsal rehearsal;

    /** What became of one service. */
    private static final class Journey {
        private final Infrastructure made;
        private final Rollouts rollouts;
        private final List<Rollout> ends = new ArrayList<>();
        private final Load load;

        private Journey(Infrastructure made, Rollouts rollouts, Load load) {
            this.made = made;
            this.rollouts = rollouts;
            this.load = load;
        }

        private Traffic traffic() {
            return load.traffic();
        }
    }

    @BeforeAll
    void releaseAGoodImageAndABadOne() throws IOException {
        rehearsal = Rehearsal.open("steps", MINUTE, "auto");
        Infrastructure linear = inSteps("todo", "{kind: linear, step: 50, every: 1m, bake: 0m}");
        Infrastructure canary = inSteps("shop", "{kind: canary, percent: 20, stepBake: 1m, bake: 0m}");
        rehearsal.live(linear, canary);
        for (Infrastructure made : List.of(linear, canary)) {
            Rollouts rollouts = rehearsal.theatre().rollouts(made.site());
            rehearsal.next(rollouts);
            journeys.add(new Journey(made, rollouts, rehearsal.users(made)));
        }
        rehearsal.openDeployer(linear, canary);
        for (AppVersion version : List.of(AppVersion.good("v2"), new AppVersion("v3", "ask-500"))) {
            journeys.forEach(journey -> rehearsal.push(journey.made, version));
            journeys.forEach(journey -> journey.ends.add(rehearsal.over(journey.rollouts)));
        }
        for (Journey journey : journeys) {
            rehearsal.records(journey.made, 3);
            rehearsal.until(
                    "users are back at v2",
                    () -> journey.traffic().latest().filter("v2"::equals).isPresent());
            journey.load.close();
        }
    }

    private Infrastructure inSteps(String name, String strategy) {
        Infrastructure made = rehearsal.service(name);
        ConfigurationTree configuration = rehearsal.theatre().configuration();
        String file = configuration.serviceFile(made.site());
        configuration.replace(file, "{kind: blue-green, bake: 0m}", strategy);
        configuration.replace(file, "  test:", "  step:");
        return made;
    }

    @AfterAll
    void close() throws IOException {
        rehearsal.close();
    }

    @Test
    void theGoodImageWentAllTheWayAndTheBadOneBack() {
        var ends = journeys.stream()
                .flatMap(journey -> journey.ends.stream().map(Rollout::status))
                .toList();

        var history = journeys.stream()
                .flatMap(journey -> rehearsal.records(journey.made, 3).stream())
                .toList();
        assertThat(ends).containsExactly("SUCCESSFUL", "ROLLBACK_SUCCESSFUL", "SUCCESSFUL", "ROLLBACK_SUCCESSFUL");
        assertThat(history)
                .extracting(Recorded::tag, Recorded::state, Recorded::endClass)
                .containsExactlyElementsOf(Stream.of(1, 2)
                        .flatMap(service -> Stream.of(
                                tuple("v3", "RolledBack", "smoke-failed"),
                                tuple("v2", "Live", ""),
                                tuple("v1", "Live", "")))
                        .toList());
    }

    @Test
    void theFirstStepWasNotTestedAndTheSecondOneWas() {
        var shown = journeys.stream()
                .map(journey -> rehearsal.records(journey.made, 3).getFirst().id())
                .map(release -> rehearsal.theatre().ask("show", release))
                .toList();

        assertThat(shown)
                .allSatisfy(text -> assertThat(text)
                        .contains("step gate passed: the first step, before any production traffic, needs no test")
                        .contains("step-2")
                        .contains("smoke-failed"));
    }

    @Test
    void someUsersHadTheBadImageAndNobodySawAFailure() {
        var traffic = journeys.stream().map(Journey::traffic).toList();

        assertThat(traffic).allSatisfy(of -> {
            assertThat(of.misses()).isEmpty();
            assertThat(of.saw("v2")).isTrue();
            assertThat(of.saw("v3")).isTrue();
        });
    }
}

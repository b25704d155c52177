package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.CommandParameter.KNOWN;
import static dev.slipway.deployer.release.CommandParameter.PARAMETER;
import static dev.slipway.deployer.release.CommandParameter.answers;
import static dev.slipway.deployer.release.CommandParameter.baseline;
import static dev.slipway.deployer.release.CommandParameter.obey;
import static dev.slipway.deployer.release.CommandParameter.obeyAll;
import static dev.slipway.deployer.release.CommandParameter.written;
import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of what operators write into the command parameter. */
class CommanderTest {
    @Nested
    class EachVersion {
        @Test
        void isHandledAtMostOnce() {
            var history = List.of(baseline(), written(2, NOON, "hold"));
            var once = obeyAll(v2LiveAfterV1(), NOON, history);

            var twice = obeyAll(once, NOON, history);

            assertThat(twice).isSameAs(once);
        }

        @Test
        void isOnlyTheBaselineAtFirstSight() {
            var before = v2LiveAfterV1().firstSight();
            var history = List.of(written(1, before.minusSeconds(60), "hold"), written(2, before, "rollback"));

            var after = Commander.obey(v2LiveAfterV1(), Specs.shopApi().build(), history, KNOWN, () -> id(77), NOON);

            assertThat(after)
                    .isEqualTo(v2LiveAfterV1()
                            .change()
                            .handled(new CommandMark(PARAMETER, 2, before))
                            .done());
        }

        /** The first {@code ./slipway hold} of a service makes the parameter, and must not vanish for that. */
        @Test
        void countsIfTheParameterWasMadeAfterTheServiceWasFirstSeen() {
            var history = List.of(written(1, A_MINUTE_AGO, "hold"));

            var after = Commander.obey(v2LiveAfterV1(), Specs.shopApi().build(), history, KNOWN, () -> id(77), NOON);

            assertThat(after.hold()).isPresent();
            assertThat(after.commands()).containsExactly(new CommandMark(PARAMETER, 1, A_MINUTE_AGO));
        }

        @Test
        void isObeyedForAQuarterOfAnHour() {
            var after = obey(v2LiveAfterV1(), NOON.plus(Duration.ofMinutes(15)), written(2, NOON, "rollback"));

            assertThat(after.queue()).hasSize(1);
        }

        @Test
        void isStaleSoonerWhereTheServiceSaysSo() {
            var spec = Specs.shopApi().commandMaxAge(Duration.ofMinutes(2)).build();
            var history = List.of(written(1, NOON.minusSeconds(121), "hold"));

            var after = Commander.obey(v2LiveAfterV1(), spec, history, KNOWN, () -> id(77), NOON);

            assertThat(answers(after))
                    .containsExactly(
                            "refused: it was written more than 2 minutes ago; write it again if it is still meant");
        }

        @Test
        void isStaleAfterAQuarterOfAnHour() {
            var after = obey(
                    v2LiveAfterV1(), NOON.plus(Duration.ofMinutes(15)).plusSeconds(1), written(2, NOON, "rollback"));

            assertThat(answers(after))
                    .containsExactly(
                            "refused: it was written more than 15 minutes ago; write it again if it is still meant");
            assertThat(after.queue()).isEmpty();
        }

        @Test
        void ofAParameterThatWasMadeAgainCounts() {
            var handled = v2LiveAfterV1()
                    .change()
                    .handled(new CommandMark(PARAMETER, 17, A_MINUTE_AGO))
                    .done();

            var after = obeyAll(handled, NOON, List.of(written(1, NOON, "hold")));

            assertThat(after.hold()).isPresent();
        }

        @Test
        void saysWhoWroteIt() {
            var after = obey(v2LiveAfterV1(), NOON, written(2, NOON, "hold"));

            assertThat(after.lastAnswers())
                    .containsExactly(new CommandAnswer(
                            PARAMETER,
                            2,
                            "hold",
                            "ann",
                            NOON,
                            true,
                            "no new release starts until 'resume'; a release in flight goes on",
                            ""));
        }
    }

    @Nested
    class SeveralAtOnce {
        @Test
        void theNewestOfAKindIsObeyedAndTheOthersAreOvertaken() {
            var after = obey(
                    v2LiveAfterV1(),
                    NOON,
                    written(2, NOON, "hold"),
                    written(3, NOON, "rollback v9"),
                    written(4, NOON, "resume"),
                    written(5, NOON, "rollback"));

            assertThat(answers(after))
                    .containsExactly(
                            "refused: overtaken by a newer command",
                            "refused: overtaken by a newer command",
                            "refused: the service is not held",
                            "accepted: going back from shop/api:v2 (020202020202) to shop/api:v1 (010101010101)");
        }

        @Test
        void anUnknownWordOvertakesNothing() {
            var after = obey(v2LiveAfterV1(), NOON, written(2, NOON, "hold"), written(3, NOON, "hodl"));

            assertThat(answers(after))
                    .containsExactly(
                            "accepted: no new release starts until 'resume'; a release in flight goes on",
                            "refused: unknown command 'hodl'; did you mean 'hold'?");
        }

        @Test
        void fiveAreAnsweredAtOnceAndTheOthersAtTheNextLook() {
            var history = List.of(
                    written(2, NOON, "rollback v7"),
                    written(3, NOON, "b"),
                    written(4, NOON, "c"),
                    written(5, NOON, "d"),
                    written(6, NOON, "e"),
                    written(7, NOON, "rollback"));
            var first = obeyAll(v2LiveAfterV1(), NOON, history);

            var second = obeyAll(first, NOON, history);

            assertThat(answers(first)).hasSize(5).first().isEqualTo("refused: overtaken by a newer command");
            assertThat(answers(second))
                    .hasSize(5)
                    .last()
                    .isEqualTo("accepted: going back from shop/api:v2 (020202020202) to shop/api:v1 (010101010101)");
        }
    }

    @Nested
    class TheParameterForAll {
        @Test
        void holdsAndResumes() {
            var after = obey(v2LiveAfterV1(), NOON, toAll(1, NOON.minusSeconds(5), "hold the sale goes on"));

            var later = obey(after, NOON, toAll(2, NOON, "resume"));

            assertThat(after.hold().orElseThrow().reason()).isEqualTo("the sale goes on");
            assertThat(later.hold()).isEmpty();
        }

        @Test
        void takesNothingElse() {
            var after = obey(v2LiveAfterV1(), NOON, toAll(1, NOON, "rollback"));

            assertThat(answers(after))
                    .containsExactly("refused: for all services at once there are 'hold' and 'resume' only");
        }

        @Test
        void doesNotRefuseToResumeWhatIsNotHeld() {
            var after = obey(v2LiveAfterV1(), NOON, toAll(1, NOON, "resume"));

            assertThat(answers(after)).containsExactly("accepted: the service was not held");
        }

        @Test
        void andTheServicesOwnAreObeyedInTheOrderOfWriting() {
            var own = written(2, NOON.minusSeconds(5), "hold");

            var after = obey(v2LiveAfterV1(), NOON, own, toAll(1, NOON, "resume"));

            assertThat(after.hold()).isEmpty();
            assertThat(answers(after))
                    .containsExactly("refused: overtaken by a newer command", "accepted: the service was not held");
            assertThat(after.commands()).hasSize(2);
        }

        private ParameterView toAll(long version, Instant at, String text) {
            return new ParameterView("/slipway/command/all", text, version, at, Optional.of("ann"));
        }
    }
}

package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The item STATE at its largest: every list full, every text as long as it is remembered. */
class StateSizeTest {
    private static final String ARN = "arn:aws:iam::210987654321:role/" + "operators-of-the-shop".repeat(4);
    private static final String ENDLESS = "so many words ".repeat(1000);
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void staysUnder64KiBWithNamesOf64Characters() {
        var largest = Names.of(64, 64, 64).largest();

        int bytes = new Codec().write(largest).getBytes(StandardCharsets.UTF_8).length;

        assertThat(bytes).isLessThan(64 * 1024);
    }

    /** DynamoDB takes 400 KB (quotas page). */
    @Test
    void staysFarUnderDynamosLimitWithTheLongestNamesOfAws() {
        var largest = Names.of(256, 128, 255).largest();

        int bytes = new Codec().write(largest).getBytes(StandardCharsets.UTF_8).length;

        assertThat(bytes).isLessThan(100 * 1024);
    }

    @Test
    void isReadBackAsItWas() {
        var largest = Names.of(64, 64, 64).largest();

        var read = new Codec().read(new Codec().write(largest), ServiceState.class);

        assertThat(read).isEqualTo(largest);
    }

    /** The names in a state, and the largest state with such names. */
    private record Names(String repository, String tag, String taskDefinition) {

        static Names of(int repositoryChars, int tagChars, int familyChars) {
            return new Names(
                    "r".repeat(repositoryChars),
                    "t".repeat(tagChars),
                    "arn:aws:ecs:eu-central-1:210987654321:task-definition/" + "f".repeat(familyChars) + ":12345");
        }

        ServiceState largest() {
            var change = Shop.seen().change();
            for (int number = 1; number <= ServiceState.QUARANTINE + 5; number++) {
                change.quarantining(digest(number));
            }
            for (int number = 1; number <= ServiceState.EARLIER + 5; number++) {
                change.earlierToo(good(number));
            }
            for (int number = 1; number <= 5; number++) {
                change.considered(new OrderMark(
                        "v" + number + "*", NOON, tag, digest(number).value()));
            }
            change.live(Optional.of(good(99)))
                    .hold(Optional.of(new Hold(ENDLESS, ARN, NOON)))
                    .heldPush(Optional.of(new Push(repository, tag, digest(7), NOON)))
                    .wake(Optional.of(new Wake(NOON, "0123456789abcdef0123456789abcdef")));
            for (int number = 1; number <= Commander.AT_ONCE; number++) {
                change.answering(new CommandAnswer(
                        "/slipway/command/shop-api", number, ENDLESS, ARN, NOON, false, ENDLESS, id(1).value()));
            }
            change.outbox(change.outbox().announcing(atGate(), Optional.empty()).projecting());
            var state = change.release(Optional.of(atGate())).done();
            for (int number = 1; number <= ServiceState.QUEUE + 1; number++) {
                var waiting = Release.queued(id(number), new Trigger.Push(tag, NOON), image(number), NOON);
                state = Intake.enqueueFirst(state, waiting, NOON);
            }
            return state;
        }

        private Image image(int number) {
            return Image.of(repository, digest(number), tag);
        }

        private Good good(int number) {
            return new Good(
                    id(number), image(number), HASH, taskDefinition, HASH, NOON, Optional.of(id(number + 1)), false);
        }

        private Release atGate() {
            var visit = Shop.visit(GateKind.TEST)
                    .claimed("0123456789abcdef0123456789abcdef", NOON)
                    .judged(Verdict.FAIL, ENDLESS, NOON);
            var release = Scene.rolling().release();
            for (int look = 0; look < 100; look++) {
                release = release.to(new ReleaseState.Rolling(NOON, PIN, Optional.empty()), NOON, look + ENDLESS);
            }
            for (int step = 0; step < 34; step++) {
                release = release.answered(
                        new Release.HookAnswer("ecs-pause-" + HASH + step, GateKind.STEP, HookAction.CONTINUE, NOON));
            }
            return release.to(new ReleaseState.AtGate(NOON, PIN, visit), NOON, ENDLESS)
                    .withWish(Optional.of(new Release.Wish.RollBack(ARN)))
                    .withIntent(Optional.of(new Intent(new Effect.Stop(taskDefinition), HASH, NOON)));
        }
    }
}

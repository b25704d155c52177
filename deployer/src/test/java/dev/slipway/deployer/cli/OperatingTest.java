package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.testkit.Golden;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line does to a service and to the work queue. */
class OperatingTest extends CommandLineStage {
    @Nested
    class Operating {

        @ParameterizedTest
        @CsvSource({
            "promote shop-api, promote",
            "promote shop-api 01JD0000000000000000000041, promote 01JD0000000000000000000041",
            "rollback shop-api, rollback",
            "rollback shop-api v39 --full, rollback v39 full",
            "hold shop-api the sale goes on, hold the sale goes on",
            "resume shop-api, resume",
            "retry shop-api, retry"
        })
        void writesTheCommandAndWaitsForTheAnswerToItsOwnVersion(String line, String written) {
            ssm.answersAfter = 2;

            int code = execute(line);

            assertThat(ssm.written).containsExactly("/slipway/command/shop-api = " + written);
            assertThat(code + " " + out).isEqualTo("0 accepted: as you wish\n");
        }

        @ParameterizedTest
        @CsvSource({
            "rollback shop-api --emergency, rollback emergency",
            "rollback shop-api v39 --emergency --force 01JD0000000000000000000041, rollback v39 emergency force 01JD0000000000000000000041",
            "rollback shop-api --force 01JD0000000000000000000041, rollback emergency force 01JD0000000000000000000041",
            "deploy shop-api v41, deploy v41",
            "clear shop-api 414141414141, clear 414141414141",
            "detach shop-api, detach"
        })
        void writesWhatOnlyAnAdministratorMayToTheAdminParameter(String line, String written) {
            ssm.parameter = "/slipway/admin/shop-api";

            int code = execute(line);

            assertThat(ssm.written).containsExactly("/slipway/admin/shop-api = " + written);
            assertThat(code + " " + out).isEqualTo("0 accepted: as you wish\n");
        }

        @Test
        void holdsAllServicesAtOnceAndTellsWhatEachAnswered() {
            ssm.parameter = "/slipway/command/all";

            int code = execute("hold all the sale goes on");

            assertThat(ssm.written).containsExactly("/slipway/command/all = hold the sale goes on");
            assertThat(code + " " + out).isEqualTo("""
                            0 SERVICE   ANSWER
                            pay       accepted: as you wish
                            shop-api  accepted: as you wish
                            """);
        }

        @Test
        void refusesToWriteForAllWhatIsForOne() {
            int code = execute("promote all");

            assertThat(code + " " + err)
                    .isEqualTo("2 'promote' is for one service; only 'hold' and 'resume' take 'all'\n");
            assertThat(ssm.written).isEmpty();
        }

        @Test
        void endsWithAnotherCodeIfRefused() {
            ssm.accepts = false;

            int code = execute("promote shop-api --output json");

            assertThat(code).isEqualTo(ExitCode.REFUSED);
            assertThat(out.toString()).contains("\"accepted\" : false", "\"answer\" : \"no\"", "\"version\" : 5");
        }

        @Test
        void saysThatTheCommandStandsIfNobodyAnswers() {
            ssm.answersAfter = 100;

            int code = execute("resume shop-api");

            assertThat(code + " " + err)
                    .isEqualTo(
                            "4 'resume' stands in /slipway/command/shop-api as version 5, and no deployer has answered"
                                    + " yet; it is obeyed when one does, within 15 minutes. './slipway status shop-api' shows the"
                                    + " answer\n");
        }
    }

    @Nested
    class Redriving {
        @Test
        void sendsAgainWhatCanBeReadAndLeavesTheRest() {
            queue.dead.addAll(List.of(
                    new Inbox.Message("m1", "r1", new Stimulus.WakeUp(new ServiceName("shop-api"), "t").body(), 6),
                    new Inbox.Message("m2", "r2", "hello", 6)));

            int code = execute("redrive");

            Golden.matches("cli/redrive.txt", out.toString());
            assertThat(code).isZero();
            assertThat(queue.sent).hasSize(1);
            assertThat(queue.dead).extracting(Inbox.Message::id).containsExactly("m2");
        }

        @Test
        void sendsAllIfAsked() {
            queue.dead.add(new Inbox.Message("m2", "r2", "hello", 6));

            int code = execute("redrive --all");

            assertThat(code).isZero();
            assertThat(queue.sent).containsExactly("hello");
            assertThat(queue.dead).isEmpty();
        }

        @Test
        void onlySaysWhatItWouldDo() {
            queue.dead.add(new Inbox.Message("m2", "r2", "hello", 6));

            int code = execute("redrive --all --dry-run");

            assertThat(code + " " + out).startsWith("0 ").endsWith("1 would be sent again, 0 would stay\n");
            assertThat(queue.sent).isEmpty();
        }

        @Test
        void goesOnUntilTheQueueIsEmpty() {
            for (int number = 1; number <= 12; number++) {
                queue.dead.add(new Inbox.Message("m" + number, "r" + number, "hello " + number, 6));
            }

            execute("redrive --all");

            assertThat(queue.sent).hasSize(12);
            assertThat(queue.dead).isEmpty();
        }

        @Test
        void losesNothingIfTheWorkQueueDoesNotTakeIt() {
            var message = new Inbox.Message("m2", "r2", "hello", 6);
            queue.dead.add(message);
            queue.isAway = true;

            execute("redrive --all");

            assertThat(queue.dead).containsExactly(message);
        }

        @Test
        void saysThatThereIsNoDeadLetterQueue() {
            queue.isAlone = true;

            int code = execute("redrive");

            assertThat(code + " " + err)
                    .isEqualTo("3 the work queue has no dead-letter queue; give it a redrive policy\n");
        }

        @Test
        void saysThatThereIsNothing() {
            int code = execute("redrive");

            assertThat(code + " " + out).isEqualTo("0 the dead-letter queue is empty\n");
        }
    }
}

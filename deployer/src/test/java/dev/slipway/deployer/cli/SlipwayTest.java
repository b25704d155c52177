package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.config.ConfigDirectory;
import dev.slipway.deployer.config.LibrarySuites;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ShopRecords;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SlipwayTest {
    private final MapJournal journal = ShopRecords.journal();
    private static final List<ServiceName> SERVICES = List.of(new ServiceName("pay"), new ServiceName("shop-api"));

    private final Ssm ssm = new Ssm();
    private final Queue queue = new Queue();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Nested
    class Reading {

        @ParameterizedTest
        @CsvSource({
            "status.txt, status",
            "status-service.txt, status shop-api",
            "status-service.json, status shop-api --output json",
            "history.txt, history shop-api",
            "history.json, history shop-api --limit 1 --output json",
            "show.txt, show 01JD0000000000000000000040",
            "show.json, show 01JD0000000000000000000040 --output json",
            "explain-live.txt, explain shop-api v39",
            "explain-bad.txt, explain shop-api v40",
            "explain-skipped.txt, explain shop-api v38",
            "explain-skipped.json, explain shop-api v38 --output json"
        })
        void answersAsAgreed(String golden, String line) {
            int code = execute(line);

            Golden.matches("cli/" + golden, out.toString());
            assertThat(code + err.toString()).isEqualTo("0");
        }

        @ParameterizedTest
        @CsvSource({
            "status shop-apo, Slipway knows no service 'shop-apo'; did you mean 'shop-api'?",
            "history other, Slipway knows no service 'other'; there is 'shop-api'",
            "show 01JD0000000000000000000099, Slipway knows no release '01JD0000000000000000000099'; './slipway history"
                    + " <service>' lists them"
        })
        void saysWhatThereIsInstead(String line, String why) {
            int code = execute(line);

            assertThat(code + " " + err.toString().strip()).isEqualTo(ExitCode.NOT_FOUND + " " + why);
        }

        @Test
        void explainsThatAPushWasNeverSeen() {
            int code = execute("explain shop-api v99");

            assertThat(code + " " + out).startsWith("3 Slipway has seen no push of 'v99' for service 'shop-api'.");
        }

        @Test
        void saysThatAwsCouldNotBeAsked() {
            journal.goAway();

            int code = execute("status");

            assertThat(code + " " + err).isEqualTo("5 slipway: AWS could not be asked: timed out\n");
        }
    }

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

    @Nested
    class Writing {
        @TempDir
        Path root;

        @Test
        void listsTheFaultsOfATree() throws IOException {
            Files.createDirectories(root.resolve("services"));
            Files.writeString(root.resolve("services/a.yaml"), "service: a\ncluser: main\nimage: 1\n");

            int code = execute("validate " + root);

            assertThat(code + " " + out)
                    .isEqualTo("1 3 faults in '" + root + "'\n"
                            + "  services/a.yaml:1:1: 'cluster' is missing\n"
                            + "  services/a.yaml:2:1: unknown key 'cluser'; did you mean 'cluster'?\n"
                            + "  services/a.yaml:3:8: image must be a mapping of keys to values, and is '1'\n");
        }

        @Test
        void saysThatATreeHasNone() throws IOException {
            Files.createDirectories(root.resolve("services"));

            int code = execute("validate " + root);

            assertThat(code + " " + out).isEqualTo("0 '" + root + "' has no fault\n");
        }
    }

    @Nested
    class Helping {

        @Test
        void introducesEveryCommand() {
            int code = execute("--help");

            Golden.matches("cli/help.txt", out.toString());
            assertThat(code).isZero();
        }

        @Test
        void namesTheProgramsThatTheLauncherPicks() throws IOException {
            String launcher = Files.readString(Path.of("..", "slipway"));
            var words = new ArrayList<String>();
            var matcher = Pattern.compile("(?m)^  ([a-z]+)\\) module=").matcher(launcher);
            while (matcher.find()) {
                words.add(matcher.group(1));
            }

            execute("--help");

            assertThat(words)
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(out.toString()).contains("\n  " + word + " "));
        }

        @Test
        void offersTheNearestCommand() {
            int code = execute("promot shop-api");

            assertThat(code + " " + err).startsWith("2 Unmatched arguments").contains("Did you mean: slipway promote");
        }

        @Test
        void everyCommandHasHelp() {
            List<String> helpless =
                    CommandLine.class.cast(Slipway.commandLine(programs())).getSubcommands().keySet().stream()
                            .filter(name -> execute(name + " --help") != 0)
                            .toList();

            assertThat(helpless).isEmpty();
        }

        @Test
        void refusesANameThatNoServiceCanHave() {
            int code = execute("status all");

            assertThat(code + " " + err.toString().lines().findFirst().orElse(""))
                    .isEqualTo(
                            "2 Invalid value for positional parameter at index 0 (<service>): 'all' can't name a service:"
                                    + " letters, digits, '-' and '_' are allowed, and 'all' is reserved");
        }
    }

    private int execute(String line) {
        return Slipway.execute(line.split(" "), programs(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private Programs programs() {
        var patience = new ArrayList<>(List.of(1, 2, 3));
        return new Programs(
                () -> 0,
                () -> new Records(journal),
                () -> new Operator(
                        ssm, "slipway", () -> SERVICES, () -> !patience.isEmpty() && patience.removeLast() > 0),
                () -> queue,
                () -> {
                    throw new AssertionError("not used here");
                },
                () -> new ConfigDirectory(Path.of("nowhere")),
                new LibrarySuites());
    }

    /** A work queue with a dead-letter queue behind it. */
    private static final class Queue implements Inbox {
        private final List<String> sent = new ArrayList<>();
        private final List<Message> dead = new ArrayList<>();
        private boolean isAway;
        private boolean isAlone;

        @Override
        public List<Message> receive(int max, Duration wait) {
            return List.of();
        }

        @Override
        public void delete(Message message) {
            throw new AssertionError("nothing was received here");
        }

        @Override
        public void send(String body, Duration delay) {
            if (isAway) {
                throw PortFailure.throttled("sqs:SendMessage", "slow down");
            }
            sent.add(body);
        }

        @Override
        public Optional<Inbox> deadLetters() {
            return isAlone ? Optional.empty() : Optional.of(deadOnes());
        }

        private Inbox deadOnes() {
            return new Inbox() {
                @Override
                public List<Message> receive(int max, Duration wait) {
                    return List.copyOf(dead.subList(0, Math.min(max, dead.size())));
                }

                @Override
                public void delete(Message message) {
                    dead.remove(message);
                }

                @Override
                public void send(String body, Duration delay) {
                    throw new AssertionError("nothing is sent here");
                }

                @Override
                public Optional<Inbox> deadLetters() {
                    return Optional.empty();
                }
            };
        }
    }

    /** A Parameter Store with a deployer behind it, which answers every command after some looks at its status. */
    private static final class Ssm implements Parameters {
        private final List<String> written = new ArrayList<>();
        private boolean accepts = true;
        private int answersAfter;
        private int looks;
        private String parameter = "/slipway/command/shop-api";

        @Override
        public List<ParameterView> current(List<String> names) {
            String answer = looks++ < answersAfter
                    ? "{\"answers\":[{\"parameter\":\"" + parameter + "\",\"version\":4,\"accepted\":false}]}"
                    : "{\"answers\":[{\"parameter\":\"" + parameter + "\",\"version\":5,\"accepted\":" + accepts
                            + ",\"answer\":\"" + (accepts ? "as you wish" : "no") + "\",\"release\":\"\"}]}";
            return List.of(new ParameterView(names.getFirst(), answer, 1, Instant.EPOCH, Optional.empty()));
        }

        @Override
        public List<ParameterView> history(String name) {
            return List.of();
        }

        @Override
        public long put(String name, String value) {
            written.add(name + " = " + value);
            return 5;
        }
    }
}

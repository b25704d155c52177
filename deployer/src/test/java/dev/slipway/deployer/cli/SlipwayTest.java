package dev.slipway.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command line answers of itself: from what was written down, of files, and of how it is used. */
class SlipwayTest extends CommandLineStage {
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
}

package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.awscommand.AwsCommand;
import dev.slipway.sandbox.awscommand.AwsCommand.Printed;
import dev.slipway.sandbox.awscommand.AwsPrograms.AwsProgram;
import dev.slipway.sandbox.awscommand.Tour;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** A sandbox, toured by one {@code aws} command. */
final class AwsTour {
    private static final Pattern UNKNOWN_PARAMETER = Pattern.compile("Unknown parameter in ([^:]+): \"([^\"]+)\"");

    private final Served served;
    private final AwsProgram program;
    private final Path directory;

    private AwsTour(Served served, AwsProgram program, Path directory) {
        this.served = served;
        this.program = program;
        this.directory = directory;
    }

    /** A tour that may begin; whoever runs the test is told if there is no such command. */
    static AwsTour by(Optional<AwsProgram> program, String missing, Served served, Path directory) throws IOException {
        Assumptions.assumeTrue(program.isPresent(), "SKIPPED: " + missing);
        Files.writeString(directory.resolve("hello.txt"), "hello\n");
        Files.writeString(directory.resolve("config.json"), "{\"architecture\":\"amd64\",\"os\":\"linux\"}");
        return new AwsTour(served, program.orElseThrow(), directory);
    }

    /** Follows every chapter below this directory, and leaves no action of these services out but those that are unknown. */
    void visits(String chapters, Predicate<String> services, Set<String> unknown) throws IOException {
        URI endpoint = served.sandbox().endpoint();
        Instant began = Instant.now();
        try (AwsCommand command = AwsCommand.started(program, endpoint, directory)) {
            var tour = new Tour(command, endpoint, directory);
            for (String chapter : Tour.chapters(chapters)) {
                tour.follow(chapters + chapter, began);
            }
        }
        assertThat(served.heard().neverDone(services))
                .as("modelled, but no step of the tour: add one to src/test/resources/tour/" + chapters)
                .containsExactlyInAnyOrderElementsOf(unknown);
    }

    /** Those of these actions, each with its service as {@link Heard} names them, that the command itself does not know. */
    List<String> unknown(Set<String> actions) throws IOException {
        List<String> unknown = new ArrayList<>();
        try (AwsCommand command = AwsCommand.started(program, served.sandbox().endpoint(), directory)) {
            for (String action : actions) {
                String[] words = action.split(" ", 2);
                String service = words[0].equals("elasticloadbalancing") ? "elbv2" : words[0];
                String name = words[1].replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
                if (command.run(List.of(service, name)).text().contains("Invalid choice")) {
                    unknown.add(action);
                }
            }
        }
        return unknown;
    }

    /** The parameters that the command does not know: where, and which. */
    List<String> unknownParameters(List<String> arguments) throws IOException {
        try (AwsCommand command = AwsCommand.started(program, served.sandbox().endpoint(), directory)) {
            return UNKNOWN_PARAMETER
                    .matcher(command.run(arguments).text())
                    .results()
                    .map(found -> found.group(1) + " " + found.group(2))
                    .toList();
        }
    }

    /** The same by the executable itself, in a few commands. */
    void executableDoesTheSame() throws IOException, InterruptedException {
        try (AwsCommand command = AwsCommand.started(program, served.sandbox().endpoint(), directory)) {
            Printed caller = command.runExecutable(List.of("sts", "get-caller-identity", "--query", "Arn"));
            Printed bucket = command.runExecutable(List.of("s3", "mb", "s3://by-executable"));
            Printed copied = command.runExecutable(
                    List.of("s3", "cp", "--no-progress", "hello.txt", "s3://by-executable/a b.txt"));
            Printed back = command.runExecutable(List.of("s3", "cp", "s3://by-executable/a b.txt", "-"));
            Printed removed = command.runExecutable(List.of("s3", "rb", "--force", "s3://by-executable"));

            assertThat(List.of(caller, bucket, copied, back, removed))
                    .isEqualTo(List.of(
                            new Printed("\"arn:aws:iam::123456789012:user/operator\"\n", 0),
                            new Printed("make_bucket: by-executable\n", 0),
                            new Printed("upload: ./hello.txt to s3://by-executable/a b.txt\n", 0),
                            new Printed("hello\n", 0),
                            new Printed("delete: s3://by-executable/a b.txt\nremove_bucket: by-executable\n", 0)));
        }
    }
}

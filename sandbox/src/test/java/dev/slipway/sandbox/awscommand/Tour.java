package dev.slipway.sandbox.awscommand;

import dev.slipway.sandbox.awscommand.AwsCommand.Printed;
import dev.slipway.sandbox.awscommand.Transcript.Step;
import dev.slipway.testkit.Eventually;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Follows a script with an {@code aws} command and compares what is printed with a golden file. */
public final class Tour {
    private static final Path SCRIPTS = Path.of("src", "test", "resources", "tour");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AwsCommand command;
    private final URI endpoint;
    private final Path directory;

    /**
     * A tour.
     *
     * @param endpoint  what the command asks
     * @param directory where the command works
     */
    public Tour(AwsCommand command, URI endpoint, Path directory) {
        this.command = command;
        this.endpoint = endpoint;
        this.directory = directory;
    }

    /** The chapters there are below this directory of the scripts, in alphabetical order. */
    public static List<String> chapters(String below) throws IOException {
        try (var files = Files.list(SCRIPTS.resolve(below))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Follows a script.
     *
     * @param chapter the file of the script below {@code tour}, which is also the golden file
     * @param began   when the sandbox was started
     */
    public void follow(String chapter, Instant began) throws IOException {
        Transcript script = Transcript.parse(Files.readString(SCRIPTS.resolve(chapter)));
        var names = new StableNames(began, endpoint.getAuthority());
        var followed = new ArrayList<Step>();
        for (Step step : script.steps()) {
            StableNames before = names;
            Outcome outcome = step.isAwaited() ? awaited(step, before) : carriedOut(step, before);
            names = outcome.names();
            followed.add(step.printing(outcome.text()));
        }
        Golden.matches("tour/" + chapter, new Transcript(followed).text());
    }

    private record Outcome(String text, StableNames names) {}

    private Outcome awaited(Step step, StableNames names) throws IOException {
        try {
            return Eventually.get(PATIENCE, () -> {
                Outcome outcome = carriedOut(step, names);
                if (!outcome.text().equals(step.printed())) {
                    throw new AssertionError("at '" + step.command() + "': " + outcome.text());
                }
                return outcome;
            });
        } catch (AssertionError e) {
            return carriedOut(step, names);
        }
    }

    private Outcome carriedOut(Step step, StableNames before) throws IOException {
        List<String> words = step.words().stream().map(before::meant).toList();
        StableNames names = before.copy();
        return switch (words.getFirst()) {
            case "aws" -> {
                Printed printed = command.run(words.subList(1, words.size()));
                String text = printed.text().strip();
                String status = printed.status() == 0 ? "" : "[status " + printed.status() + "]\n";
                yield new Outcome(names.named(text.isEmpty() ? "" : text + "\n") + status, names);
            }
            case "push-blob" -> new Outcome(pushed(words.get(1), words.get(2)) + "\n", names);
            default -> throw new IllegalArgumentException("no command of a tour: " + step.command());
        };
    }

    /** As {@code docker push} does before it puts the manifest. */
    private String pushed(String repository, String file) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(file));
        String digest = "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
        URI upload = endpoint.resolve("/v2/" + repository + "/blobs/uploads/?digest=" + digest);
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status = http.send(
                            HttpRequest.newBuilder(upload)
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 201 ? digest : "status " + status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}

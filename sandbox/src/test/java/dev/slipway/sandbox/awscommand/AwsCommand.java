package dev.slipway.sandbox.awscommand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.awscommand.AwsPrograms.AwsProgram;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An {@code aws} command that asks one endpoint; files it is told of are in its own directory. */
public final class AwsCommand implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CARRIES_OUT = Path.of("src", "test", "resources", "awscli", "commands.py");

    private final AwsProgram program;
    private final URI endpoint;
    private final Path directory;
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader results;

    /** What a command printed, on both streams, and its status. */
    public record Printed(String text, int status) {}

    private AwsCommand(AwsProgram program, URI endpoint, Path directory, Process process) {
        this.program = program;
        this.endpoint = endpoint;
        this.directory = directory;
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * A command that can be asked.
     *
     * @param directory where it works; a file of its settings is put there
     */
    public static AwsCommand started(AwsProgram program, URI endpoint, Path directory) throws IOException {
        Files.writeString(
                directory.resolve("settings"),
                "[default]\ncli_timestamp_format = iso8601\ncli_pager =\noutput = json\n");
        Path script = CARRIES_OUT.toAbsolutePath();
        var builder = new ProcessBuilder(program.python().toString(), script.toString());
        Process process = surrounded(builder, directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new AwsCommand(program, endpoint, directory, process);
    }

    private static ProcessBuilder surrounded(ProcessBuilder builder, Path directory) {
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PYTHON"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "operator",
                        "AWS_SECRET_ACCESS_KEY", "any",
                        "AWS_DEFAULT_REGION", "eu-west-1",
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_CONFIG_FILE", directory.resolve("settings").toString(),
                        "AWS_SHARED_CREDENTIALS_FILE", directory.resolve("none").toString(),
                        "TZ", "UTC",
                        "LC_ALL", "C.UTF-8",
                        "COLUMNS", "200"));
        return builder;
    }

    /** Carries out a command by the program's code, in a process that goes on. */
    public Printed run(List<String> arguments) throws IOException {
        commands.write(JSON.writeValueAsString(withEndpoint(arguments)));
        commands.newLine();
        commands.flush();
        String line = results.readLine();
        if (line == null) {
            throw new IOException("the 'aws' command ended at: " + arguments);
        }
        JsonNode result = JSON.readTree(line);
        return new Printed(result.path("text").asText(), result.path("status").asInt());
    }

    /** Carries out a command by the executable, as a person does. */
    public Printed runExecutable(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.aws().toString()));
        command.addAll(withEndpoint(arguments));
        Process once = surrounded(new ProcessBuilder(command), directory)
                .redirectErrorStream(true)
                .start();
        once.getOutputStream().close();
        String text = new String(once.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(text, once.waitFor());
    }

    private List<String> withEndpoint(List<String> arguments) {
        var all = new ArrayList<>(List.of("--endpoint-url", endpoint.toString()));
        all.addAll(arguments);
        return all;
    }

    @Override
    public void close() throws IOException {
        commands.close();
        results.close();
        process.destroy();
    }
}

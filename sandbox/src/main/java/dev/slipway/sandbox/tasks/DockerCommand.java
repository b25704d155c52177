package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The {@code docker} command, which finds its engine as its user has set it up: by context, socket or host. */
final class DockerCommand {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PULL = Duration.ofMinutes(5);
    private static final Duration LONGER_THAN_ANYTHING = Duration.ofDays(3650);

    private final String program;

    DockerCommand() {
        this("docker");
    }

    /** What answers as {@code docker} does. */
    DockerCommand(String program) {
        this.program = program;
    }

    /** Runs {@code docker} with these arguments to its end. */
    Program.Outcome run(String... arguments) {
        return run(List.of(arguments));
    }

    /** As {@link #run(String...)}. */
    Program.Outcome run(List<String> arguments) {
        Duration atMost = switch (arguments.getFirst()) {
            case "pull" -> PULL;
            case "wait", "stop" -> LONGER_THAN_ANYTHING;
            default -> ANSWER;
        };
        return Program.run(atMost, line(arguments));
    }

    /** Runs a program in a container; gives it this long. */
    Program.Outcome exec(Duration atMost, String container, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("exec", container));
        arguments.addAll(command);
        return Program.run(atMost, line(arguments));
    }

    /** Starts {@code docker} with these arguments; what it prints goes to {@code output}. */
    Process start(Path output, String... arguments) throws IOException {
        return new ProcessBuilder(line(List.of(arguments)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private List<String> line(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(program);
        line.addAll(arguments);
        return line;
    }
}

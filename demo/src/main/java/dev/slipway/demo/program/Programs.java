package dev.slipway.demo.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts programs and ends them all, the last one first. One that ends by itself is noticed by {@link Patience} at once.
 */
public final class Programs implements AutoCloseable {
    private static final Duration TO_LEAVE = Duration.ofSeconds(15);

    private final ProgramFiles files;
    private final Path logs;
    private final Alarm alarm;
    private final Deque<RunningProgram> running = new ArrayDeque<>();
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Programs that write their logs into {@code logs} and raise {@code alarm} when they end unasked. */
    public Programs(ProgramFiles files, Path logs, Alarm alarm) {
        this.files = files;
        this.logs = logs;
        this.alarm = alarm;
    }

    /**
     * Starts a program that is meant to stay.
     *
     * @param environment added to the demo's own, of which no {@code AWS_…} and no {@code SLIPWAY_…} is passed on
     * @throws DemoFailure if it cannot be started
     */
    public synchronized RunningProgram start(
            String name, String module, String mainClass, List<String> arguments, Map<String, String> environment) {
        if (closing.get()) {
            throw DemoFailure.interrupted();
        }
        try {
            Path log = Files.createDirectories(logs).resolve(name + ".log");
            var builder = new ProcessBuilder(files.command(module, mainClass, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            cleanEnvironment(builder, environment);
            var program = new RunningProgram(name, builder.start(), log);
            program.process().getOutputStream().close();
            running.push(program);
            var unused = program.process().onExit().thenAccept(process -> ended(program, process.exitValue()));
            return program;
        } catch (IOException e) {
            throw DemoFailure.notStarted(name, e);
        }
    }

    /**
     * Runs one of Slipway's short commands to its end; answers what it printed.
     *
     * @throws DemoFailure if it ends with another status than zero
     */
    public String run(String module, String mainClass, List<String> arguments, Map<String, String> environment) {
        String shown = String.join(" ", arguments);
        try {
            Path errors = Files.createTempFile(Files.createDirectories(logs), "command-", ".log");
            var builder =
                    new ProcessBuilder(files.command(module, mainClass, arguments)).redirectError(errors.toFile());
            cleanEnvironment(builder, environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw DemoFailure.commandFailed(shown, status, Files.readString(errors) + printed);
            }
            return printed;
        } catch (IOException e) {
            throw DemoFailure.notStarted("command '" + shown + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoFailure.interrupted();
        }
    }

    /** The end of a program's log, if it was started. */
    public synchronized Optional<String> logEnd(String name) {
        return running.stream()
                .filter(program -> program.name().equals(name))
                .map(RunningProgram::logEnd)
                .findFirst();
    }

    /** Ends all that was started; those started last first. */
    @Override
    public void close() {
        closing.set(true);
        Deque<RunningProgram> ending;
        synchronized (this) {
            ending = new ArrayDeque<>(running);
            running.clear();
        }
        ending.forEach(program -> program.end(TO_LEAVE));
    }

    private void ended(RunningProgram program, int status) {
        if (!closing.get()) {
            alarm.raise(() -> DemoFailure.ended(program.name(), status, program.logEnd()));
        }
    }

    private static void cleanEnvironment(ProcessBuilder builder, Map<String, String> added) {
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SLIPWAY_"));
        builder.environment().putAll(added);
    }
}

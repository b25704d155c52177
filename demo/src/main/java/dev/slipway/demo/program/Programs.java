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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<RunningProgram> dismissed = ConcurrentHashMap.newKeySet();
    private final Set<Process> commands = ConcurrentHashMap.newKeySet();
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
        Ended ended = attempt(module, mainClass, arguments, environment);
        if (ended.status() != 0) {
            throw DemoFailure.commandFailed(
                    String.join(" ", arguments), ended.status(), ended.errors() + ended.printed());
        }
        return ended.printed();
    }

    /**
     * How a short command ended.
     *
     * @param printed on standard output
     * @param errors  on standard error
     */
    public record Ended(int status, String printed, String errors) {}

    /** Runs one of Slipway's short commands to its end, whatever that is. */
    public Ended attempt(String module, String mainClass, List<String> arguments, Map<String, String> environment) {
        String shown = String.join(" ", arguments);
        try {
            Path errors = Files.createTempFile(Files.createDirectories(logs), "command-", ".log");
            var builder =
                    new ProcessBuilder(files.command(module, mainClass, arguments)).redirectError(errors.toFile());
            cleanEnvironment(builder, environment);
            Process process = command(builder);
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            commands.remove(process);
            return new Ended(status, printed, Files.readString(errors));
        } catch (IOException e) {
            throw DemoFailure.notStarted("command '" + shown + "'", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DemoFailure.interrupted();
        }
    }

    /** Started under the lock, so that none is started beside {@link #close}. */
    private synchronized Process command(ProcessBuilder builder) throws IOException {
        if (closing.get()) {
            throw DemoFailure.interrupted();
        }
        Process process = builder.start();
        commands.add(process);
        return process;
    }

    /** Asks one program to end, and waits for it. */
    public void end(RunningProgram program) {
        dismiss(program);
        program.end(TO_LEAVE);
    }

    /**
     * Asks one program to end and waits for it, as whoever runs containers does; after {@code patience} ends it by force.
     *
     * @return its exit status
     */
    public int stop(RunningProgram program, Duration patience) {
        dismiss(program);
        program.end(patience);
        return program.process().exitValue();
    }

    /** Ends one program as {@code kill -9} does, and nothing of what it started; waits for it. */
    public void kill(RunningProgram program) {
        dismiss(program);
        program.process().destroyForcibly().onExit().join();
    }

    private synchronized void dismiss(RunningProgram program) {
        running.remove(program);
        dismissed.add(program);
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
        Deque<RunningProgram> ending;
        synchronized (this) {
            closing.set(true);
            ending = new ArrayDeque<>(running);
            running.clear();
        }
        commands.forEach(Process::destroy); // cut off in the middle
        ending.forEach(program -> program.end(TO_LEAVE));
    }

    private void ended(RunningProgram program, int status) {
        if (!closing.get() && !dismissed.contains(program)) {
            alarm.raise(() -> DemoFailure.ended(program.name(), status, program.logEnd()));
        }
    }

    private static void cleanEnvironment(ProcessBuilder builder, Map<String, String> added) {
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("SLIPWAY_"));
        builder.environment().putAll(added);
    }
}

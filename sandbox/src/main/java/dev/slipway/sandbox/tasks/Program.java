package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of this machine that are run to their end for what they print. */
final class Program {
    private Program() {}

    /**
     * What a program did.
     *
     * @param exitCode -1 if it could not be started or did not end in time
     * @param output   what it printed, standard output and standard error together, without white space at its ends
     */
    record Outcome(int exitCode, String output) {
        boolean ok() {
            return exitCode == 0;
        }

        /** The first line that matches; the last one if none does. */
        String line(String pattern) {
            return output.lines()
                    .filter(line -> line.matches(pattern))
                    .findFirst()
                    .orElse(lastLine());
        }

        /** The last line of the output, which is where programs say what went wrong. */
        String lastLine() {
            return output.substring(output.lastIndexOf('\n') + 1);
        }
    }

    /** Runs a program with this process's environment and no input; kills it after {@code atMost}. */
    static Outcome run(Duration atMost, List<String> command) {
        try {
            return awaited(new ProcessBuilder(command).redirectErrorStream(true).start(), atMost);
        } catch (IOException e) {
            return new Outcome(-1, "'" + command.getFirst() + "' can't be run: " + e.getMessage());
        }
    }

    private static Outcome awaited(Process process, Duration atMost) {
        var inTime = process.onExit()
                .orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, late) -> {
                    if (late != null) {
                        // What it started holds its output open too.
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    }
                    return late == null;
                });
        Outcome outcome = outcome(process);
        // Whatever a program that was killed printed, or the closed pipe it left, is not its answer.
        return inTime.join() ? outcome : new Outcome(-1, "no answer within " + atMost.toMillis() + " ms");
    }

    private static Outcome outcome(Process process) {
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, e.toString());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
    }

    /** The text of a script that is packed with this class. */
    static String script(String name) {
        try (var in = Program.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not packed with the program: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("can't be read from the program's own jar: " + name, e);
        }
    }
}

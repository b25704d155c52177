package dev.slipway.demo.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a short command and answers what it printed. */
final class Tool {
    private Tool() {}

    /**
     * The command's standard output and errors, as one text.
     *
     * @throws ImageFailure if it cannot be started, or ends with another status than zero
     */
    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw ImageFailure.toolFailed(String.join(" ", command), status, output);
            }
            return output;
        } catch (IOException e) {
            throw ImageFailure.noTool(command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ImageFailure.noTool(command.getFirst(), e);
        }
    }
}

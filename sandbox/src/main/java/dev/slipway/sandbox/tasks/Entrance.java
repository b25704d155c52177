package dev.slipway.sandbox.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way into the namespaces and the root directory of a program that runs already.
 *
 * @param nsenter where this machine has it
 * @param note    the file that says the number of the program's mount namespace and the program's process id
 * @param inside  its environment, and what changes the root directory
 */
record Entrance(String nsenter, Path note, List<String> inside) {
    Entrance {
        inside = List.copyOf(inside);
    }

    /**
     * What is to be run so that a command runs there.
     *
     * @throws IOException if the program has not come so far yet, or is gone
     */
    List<String> command(List<String> command) throws IOException {
        String[] noted = Files.readString(note).strip().split(" ", -1);
        if (noted.length != 2) {
            throw new IOException("nothing is noted in " + note + " yet");
        }
        List<String> line = new ArrayList<>(List.of(nsenter, "--user", "--preserve-credentials", "--mount"));
        line.addAll(List.of("--target", noted[1], "--", "env", "-i"));
        line.addAll(inside);
        line.addAll(command);
        return line;
    }
}

package dev.slipway.demo.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Slipway's packaged programs, and how the launcher starts them.
 *
 * @param home      the clone
 * @param javaHome  the JDK they run on
 * @param temporary where they may put passing files
 */
public record ProgramFiles(Path home, Path javaHome, Path temporary) {

    /**
     * The command line of one program, as {@code ./slipway} would start it, but with its passing files in {@code temporary}.
     *
     * @throws DemoFailure if the module was never packaged
     */
    public List<String> command(String module, String mainClass, List<String> arguments) {
        Path target = home.resolve(module).resolve("target");
        Path jar = target.resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw DemoFailure.notPackaged(jar);
        }
        var command = new ArrayList<>(
                List.of(javaHome.resolve("bin/java").toString(), "@" + home.resolve(".mvn/java.options")));
        startUp(target).ifPresent(options -> command.add("@" + options));
        command.addAll(List.of(
                "-Dslipway.home=" + home,
                "-Dslipway.log.level=" + (arguments.contains("run") ? "INFO" : "WARN"),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                jar + ":" + target.resolve("lib") + "/*",
                mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The options that the launcher left for a quick start, if they are for this JDK: see {@code .mvn/start-up.sh}. */
    private Optional<Path> startUp(Path target) {
        Path options = target.resolve("start-up/options");
        try {
            boolean isForThisJdk = Files.exists(options)
                    && Files.readString(target.resolve("start-up/jdk")).strip().equals(javaHome.toString());
            return isForThisJdk ? Optional.of(options) : Optional.empty();
        } catch (IOException e) {
            // Nothing but time depends on it.
            return Optional.empty();
        }
    }
}

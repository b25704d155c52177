package dev.slipway.demo.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    List<String> command(String module, String mainClass, List<String> arguments) {
        Path target = home.resolve(module).resolve("target");
        Path jar = target.resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw DemoFailure.notPackaged(jar);
        }
        var command = new ArrayList<>(List.of(
                javaHome.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslipway.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                jar + ":" + target.resolve("lib") + "/*",
                mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}

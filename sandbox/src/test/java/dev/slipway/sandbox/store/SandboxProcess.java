package dev.slipway.sandbox.store;

import java.io.IOException;
import java.nio.file.Path;

/** The sandbox as a process of its own, which can be killed. */
final class SandboxProcess {
    private SandboxProcess() {}

    /** Starts one on any free port; {@code logs} gets its {@code out} and {@code err}. */
    static Process start(Path data, Path logs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.slipway.sandbox.Main",
                        "--port",
                        "0",
                        "--tasks",
                        "simulated",
                        "--data",
                        data.toString())
                .redirectError(logs.resolve("err").toFile())
                .redirectOutput(logs.resolve("out").toFile())
                .start();
    }
}

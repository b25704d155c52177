package dev.slipway.sandbox;

import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** The command {@code ./slipway sandbox}. */
public final class Main {
    private Main() {}

    /** Runs a sandbox until the process is told to end; exit code 2 if none could be started. */
    public static void main(String[] args) {
        System.setProperty("picocli.usage.width", "AUTO");
        long startedAt = System.nanoTime();
        int code = new CommandLine(new SandboxCommand(System::nanoTime, startedAt, Main::untilStopped))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        System.exit(code);
    }

    /** Ctrl-C and SIGTERM end the process by way of the hook, which closes everything first. */
    private static void untilStopped(Sandbox sandbox) {
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.slipway.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Starts the bundled app. Everything it may be told is in the environment, as a container's settings are. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Main() {}

    /** Serves until SIGTERM or SIGINT; exits with 2 for a wrong setting, 1 if the port cannot be listened on. */
    public static void main(String[] args) {
        if (args.length > 0) {
            explain(List.of(args));
            return;
        }
        // Without these the JDK's server holds small answers back for 40 ms, and closes connections before a load
        // balancer does.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.idleInterval", "120");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var clock = InstantSource.system();
        serve(System.getenv(), new Log(out, clock), clock);
    }

    private static void serve(Map<String, String> environment, Log log, InstantSource clock) {
        try {
            Settings settings = Settings.parse(environment);
            if (settings.fault() == Fault.CRASH) {
                log.error("crashed", Map.of("because", "FAULT asks for it"));
                System.exit(70);
            }
            var leaving = new CountDownLatch(1);
            var routes = new Routes(settings, Build.ofThisProgram(), clock, () -> leaving.getCount() == 0);
            WebServer web = WebServer.start(settings, routes, log, leaving);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(web, log), "shutdown"));
            log.info("listening", facts(settings, web.port()));
        } catch (IllegalArgumentException e) {
            log.error("not started", Map.of("because", e.getMessage()));
            System.exit(2);
        } catch (IOException e) {
            log.error(
                    "not started", Map.of("because", "cannot listen: " + e.getMessage() + "; set PORT to a free port"));
            System.exit(1);
        }
    }

    private static void stop(WebServer web, Log log) {
        log.info("leaving", Map.of("waitsAtMost", PATIENCE));
        web.leave(PATIENCE);
        log.info("left", Map.of());
    }

    private static Map<String, ?> facts(Settings settings, int port) {
        return Map.of(
                "port",
                port,
                "version",
                settings.version(),
                "fault",
                settings.fault().word());
    }

    private static void explain(List<String> arguments) {
        if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
            System.out.print(help());
            return;
        }
        System.err.println("app: unknown argument '" + String.join(" ", arguments)
                + "'; './slipway app --help' says what there is");
        System.exit(2);
    }

    static String help() {
        String faults = Arrays.stream(Fault.values())
                .map(fault -> "    %-13s %s%n".formatted(fault.word(), fault.effect()))
                .collect(Collectors.joining());
        return """
                Usage: ./slipway app

                Slipway's bundled app: a web server with /, /version, /now, /ask?q=, /healthz and /readyz.
                Ends on SIGTERM or Ctrl-C once the requests in flight are answered. Logs one JSON object a line.

                Environment:
                  PORT         port to listen on (default 8080; 0 = any free one)
                  HOST         address to listen on (default all)
                  APP_VERSION  what the app calls itself (default dev)
                  SLIPWAY_IMAGE_DIGEST, SLIPWAY_IMAGE_TAG, SLIPWAY_RELEASE
                               shown by /version; Slipway sets them
                  FAULT        misbehaves on demand:
                """ + faults + """

                Exit status: 143 ended by SIGTERM, 130 by Ctrl-C; 1 the port is taken, 2 a wrong setting or argument.
                """;
    }
}

package dev.slipway.smoke;

import dev.slipway.smoke.cli.SmokeCommand;
import dev.slipway.smoke.run.Cancellation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Plays the command once, against a server of its own on 127.0.0.1, so that the JVM can note which classes a run needs:
 * the launcher starts the command from that note. Its files go to the working directory.
 */
final class Rehearsal {
    private static final byte[] ANSWER = answer();

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Main.prepare();
        var unused = Main.interrupted(Cancellation.create(), new CountDownLatch(1));
        Path suite = Path.of("rehearsal.yaml");
        try (InputStream in = Rehearsal.class.getResourceAsStream("rehearsal.yaml");
                ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            if (in == null) {
                throw new IOException("rehearsal.yaml is missing in this jar");
            }
            Files.write(suite, in.readAllBytes());
            Thread.ofPlatform().daemon().start(() -> serve(server));
            String target = "http://127.0.0.1:" + server.getLocalPort();
            play(List.of("--help"));
            play(List.of("run", "--help"));
            play(List.of("list", suite.toString()));
            play(List.of("validate", suite.toString()));
            play(List.of(
                    "run",
                    suite.toString(),
                    "--target",
                    target,
                    "--report",
                    "json=rehearsal.json,junit=rehearsal.xml,html=rehearsal.html"));
        }
    }

    private static void play(List<String> arguments) {
        var ignored =
                SmokeCommand.in(Wiring.surroundings(Cancellation.create())).execute(arguments);
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofPlatform().daemon().start(() -> answer(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    client.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException e) {
            // The command closed its connection: the rehearsal goes on.
        }
    }

    private static byte[] answer() {
        String body =
                "{\"id\":1,\"name\":\"rehearsal\",\"at\":\"2026-01-01T00:00:00Z\",\"items\":[{\"sku\":\"A1\",\"qty\":2}]}";
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
}

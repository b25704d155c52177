package dev.slipway.sandbox.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A target that misbehaves: answers so many requests of a connection so, and closes the connection upon the next. */
final class RawTarget implements AutoCloseable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /** Instead of a second answer: the connection ends behind the first, whole or not. */
    static final int NO_MORE = 1;

    private final ServerSocket server;
    private final String answer;
    private final int reads;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawTarget(String answer, int reads) throws IOException {
        this.answer = answer;
        this.reads = reads;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static RawTarget answering(String answer) throws IOException {
        return new RawTarget(answer, 2);
    }

    /** With {@link #NO_MORE}, closes each connection as soon as it said that. */
    static RawTarget answering(String answer, int reads) throws IOException {
        return new RawTarget(answer, reads);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What it was asked so far, but for health checks. */
    List<String> requests() {
        return requests;
    }

    /** How many requests it left unanswered. */
    int unanswered() {
        return requests.size() - connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            byte[] request = new byte[65_536];
            for (int number = 1; number <= reads; number++) {
                int length = in.read(request);
                String text = new String(request, 0, Math.max(0, length), StandardCharsets.UTF_8);
                if (length <= 0 || text.contains("ELB-HealthChecker")) {
                    return;
                }
                requests.add(text);
                if (number == 1) {
                    connections.incrementAndGet();
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // the connection is over
        }
    }
}

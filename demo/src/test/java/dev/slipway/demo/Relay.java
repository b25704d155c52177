package dev.slipway.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a client and a server of 127.0.0.1 and passes every byte on. It hears which AWS calls go by, and can hold
 * new requests back, so that the moment of a request under way is one that a test can see and that lasts. It can also do
 * something at the very moment a call goes by, after which the call is passed on all the same.
 */
final class Relay implements AutoCloseable {
    private static final Pattern CALL = Pattern.compile("(?i)x-amz-target: *[A-Za-z0-9_]*\\.?([A-Za-z]+)\r\n");
    private static final Pattern ANSWER = Pattern.compile("\"hookId\":\"([^\"]+)\",\"action\":\"(CONTINUE|ROLLBACK)\"");
    private static final int LONGEST_PIECE = 500;
    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final ServerSocket door;
    private final int server;
    private final AtomicReference<CountDownLatch> turnstile = new AtomicReference<>(OPEN);
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicReference<Trap> trap = new AtomicReference<>(Trap.NONE);
    private final List<String> calls = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket door, int server) {
        this.door = door;
        this.server = server;
    }

    /** A relay to this port, on a free port of its own. */
    static Relay to(int server) throws IOException {
        var relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Keeps what is sent over new connections until {@link #letGo}. */
    void hold() {
        turnstile.set(new CountDownLatch(1));
    }

    /** Passes on what was held, and holds nothing any more. */
    void letGo() {
        turnstile.getAndSet(OPEN).countDown();
    }

    /** How many connections have sent something that was held, ever. */
    int held() {
        return held.get();
    }

    /** The names of the AWS calls that went by, in order. */
    List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** The answers to hooks that went by, in order; the same one may go by again. */
    List<Answer> answers() {
        synchronized (calls) {
            return List.copyOf(answers);
        }
    }

    /** An answer to a hook. */
    record Answer(String hookId, String action) {}

    /** Does {@code action} once, when a call goes by that {@code when} is true of. */
    void at(Predicate<String> when, Runnable action) {
        trap.set(new Trap(when, action));
    }

    /** Waits for no call any more; whether one was still waited for. */
    boolean disarm() {
        return !trap.getAndSet(Trap.NONE).equals(Trap.NONE);
    }

    private record Trap(Predicate<String> when, Runnable action) {
        static final Trap NONE = new Trap(call -> false, () -> {});
    }

    @Override
    public void close() throws IOException {
        door.close();
        letGo();
        open.forEach(Relay::shut);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed: nobody is let in any more.
        }
    }

    private void serve(Socket client) {
        byte[] first = new byte[8192];
        try (client) {
            int length = client.getInputStream().read(first);
            if (length < 0) {
                return;
            }
            CountDownLatch gate = turnstile.get();
            if (gate.getCount() > 0) {
                held.incrementAndGet();
                gate.await();
            }
            connect(client, first, length);
        } catch (IOException e) {
            // One side went away, as it may: the other is told by its end of the connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void connect(Socket client, byte[] first, int length) throws IOException {
        try (var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
            open.add(upstream);
            Thread.ofVirtual().start(() -> answer(upstream, client));
            var heard = new StringBuilder();
            listen(heard, first, length);
            upstream.getOutputStream().write(first, 0, length);
            byte[] bytes = new byte[8192];
            InputStream from = client.getInputStream();
            OutputStream to = upstream.getOutputStream();
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                listen(heard, bytes, read);
                to.write(bytes, 0, read);
            }
            open.remove(upstream);
        }
    }

    private static void answer(Socket upstream, Socket client) {
        try {
            upstream.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // See serve.
        } finally {
            shut(client);
            shut(upstream);
        }
    }

    /** A header may come in two pieces, so the end of what was heard is kept. */
    private void listen(StringBuilder heard, byte[] bytes, int length) {
        heard.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        Matcher call = CALL.matcher(heard);
        int end = 0;
        while (call.find()) {
            synchronized (calls) {
                calls.add(call.group(1));
            }
            end = call.end();
            spring(call.group(1));
        }
        Matcher answer = ANSWER.matcher(heard);
        while (answer.find()) {
            synchronized (calls) {
                answers.add(new Answer(answer.group(1), answer.group(2)));
            }
            end = Math.max(end, answer.end());
        }
        heard.delete(0, Math.max(end, heard.length() - LONGEST_PIECE));
    }

    private void spring(String call) {
        Trap set = trap.get();
        if (set.when().test(call) && trap.compareAndSet(set, Trap.NONE)) {
            set.action().run();
        }
    }

    private static void shut(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }
}

package dev.slipway.sandbox.proxy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A target that agrees to every WebSocket: it greets in the same breath, then says each short message again. */
final class WebSocketTarget implements AutoCloseable {
    /** A text message of less than 126 bytes and its mask (RFC 6455, section 5.2). */
    private static final int TEXT = 0x81;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private WebSocketTarget() throws IOException {
        Thread.ofVirtual().start(this::accept);
    }

    static WebSocketTarget greeting() throws IOException {
        return new WebSocketTarget();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A client's short text message, masked with nothing but zeros. */
    static byte[] masked(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[message.length + 6];
        frame[0] = (byte) TEXT;
        frame[1] = (byte) (0x80 | message.length);
        System.arraycopy(message, 0, frame, 6, message.length);
        return frame;
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
        try (socket;
                var in = new DataInputStream(socket.getInputStream())) {
            String key = key(in);
            if (key.isEmpty()) {
                return; // a health check
            }
            OutputStream out = socket.getOutputStream();
            byte[] head = ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + accepted(key) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] greeting = frame("hello".getBytes(StandardCharsets.UTF_8));
            byte[] both = new byte[head.length + greeting.length];
            System.arraycopy(head, 0, both, 0, head.length);
            System.arraycopy(greeting, 0, both, head.length, greeting.length);
            out.write(both);
            while (in.read() == TEXT) {
                byte[] message = message(in);
                out.write(frame(message));
                if (new String(message, StandardCharsets.UTF_8).equals("go")) {
                    return;
                }
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            // the connection is over
        }
    }

    private static String key(DataInputStream in) throws IOException {
        String key = "";
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.append((char) next);
                continue;
            }
            String text = line.toString().strip();
            if (text.isEmpty()) {
                return key;
            }
            if (text.startsWith("Sec-WebSocket-Key: ")) {
                key = text.substring(19);
            }
            line.setLength(0);
        }
        return "";
    }

    private static String accepted(String key) throws NoSuchAlgorithmException {
        byte[] both = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    }

    private static byte[] message(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = new byte[4];
        in.readFully(mask);
        in.readFully(message);
        for (int i = 0; i < message.length; i++) {
            message[i] ^= mask[i % 4];
        }
        return message;
    }

    private static byte[] frame(byte[] message) {
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) TEXT;
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        return frame;
    }
}

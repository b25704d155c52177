package dev.slipway.smoke.judge;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The bytes of an answer's body. */
public final class Body {
    private static final char REPLACED = '\uFFFD';
    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A body of these bytes, copied. */
    public static Body of(byte[] bytes) {
        return new Body(bytes.clone());
    }

    /** The UTF-8 bytes of {@code text}. */
    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** The text in {@code charset}; what is not text in it becomes U+FFFD. */
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /** A copy of them. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256, 64 hexadecimal digits in lower case. */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            StringBuilder text = new StringBuilder();
            for (byte one : digest) {
                text.append(Character.forDigit(one >> 4 & 0xf, 16)).append(Character.forDigit(one & 0xf, 16));
            }
            return text.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The text in {@code charset}, if all of these bytes are text in it. */
    public Optional<String> wholeText(Charset charset) {
        String text = text(charset);
        boolean isWhole = text.indexOf(REPLACED) < 0 || Arrays.equals(text.getBytes(charset), bytes);
        return isWhole ? Optional.of(text) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}

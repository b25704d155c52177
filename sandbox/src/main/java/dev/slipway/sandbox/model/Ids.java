package dev.slipway.sandbox.model;

import java.util.random.RandomGenerator;

/** Makes ids that look like AWS's. The same randomness gives the same ids. */
public final class Ids {
    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String HEX = "0123456789abcdef";
    private static final String DIGITS = "0123456789";

    private final RandomGenerator random;

    public Ids(RandomGenerator random) {
        this.random = random;
    }

    public String hex(int length) {
        return of(HEX, length);
    }

    /** Letters, digits, {@code -} and {@code _}. */
    public String urlSafe(int length) {
        return of(URL_SAFE, length);
    }

    /** A decimal number of exactly this many digits. */
    public String digits(int length) {
        return of("123456789", 1) + of(DIGITS, length - 1);
    }

    /** Shaped like a UUID. */
    public String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    private String of(String alphabet, int length) {
        var id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}

package dev.slipway.deployer.model;

import java.util.regex.Pattern;

/** The digest of an image's manifest or index: {@code sha256:} and 64 hexadecimal digits. */
public record Digest(String value) {
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * A checked digest.
     *
     * @throws IllegalArgumentException if it is of another form
     */
    public Digest {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a digest: 'sha256:' and 64 hex digits are expected");
        }
    }

    /** Whether a text has the form of a digest. */
    public static boolean isOne(String text) {
        return SHA256.matcher(text).matches();
    }

    /** The first twelve hexadecimal digits, for people. */
    public String abbreviated() {
        return value.substring("sha256:".length(), "sha256:".length() + 12);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.slipway.smoke.suite;

import java.util.Arrays;

/** A file that a suite names, as it was when the suite was loaded. */
public final class Attachment {
    private final String path;
    private final byte[] bytes;

    private Attachment(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** The file {@code path} with these bytes, copied. */
    public static Attachment of(String path, byte[] bytes) {
        return new Attachment(path, bytes.clone());
    }

    /** As the suite wrote it. */
    public String path() {
        return path;
    }

    /** The last part of the path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A copy of what is in it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that && path.equals(that.path) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return path + " (" + bytes.length + " bytes)";
    }
}

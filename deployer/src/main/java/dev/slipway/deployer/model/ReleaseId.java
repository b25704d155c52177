package dev.slipway.deployer.model;

import java.util.regex.Pattern;

/** A release's id: a ULID, so that ids sort by when the release was made. */
public record ReleaseId(String value) implements Comparable<ReleaseId> {
    private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

    /**
     * A checked id.
     *
     * @throws IllegalArgumentException if it is not a ULID
     */
    public ReleaseId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("'" + value + "' is not a release id (a ULID of 26 characters)");
        }
    }

    /** Whether the text is an id; what others wrote into a tag may be anything. */
    public static boolean isOne(String text) {
        return ULID.matcher(text).matches();
    }

    @Override
    public int compareTo(ReleaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

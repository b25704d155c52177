package dev.slipway.deployer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the configuration tree is kept. */
sealed interface ConfigLocation {
    /** A bucket's name by S3's rules, and below it any prefix. */
    Pattern S3 = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+(.*?))?/*");

    /** A directory of this machine. */
    record Directory(Path path) implements ConfigLocation {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A part of a bucket.
     *
     * @param prefix without slashes at its ends; empty for the whole bucket
     */
    record Bucket(String name, String prefix) implements ConfigLocation {
        @Override
        public String toString() {
            return "s3://" + name + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /** Reads {@code s3://bucket/prefix}, and anything else that is no URL as a directory; empty if it is neither. */
    static Optional<ConfigLocation> parse(String text) {
        Matcher s3 = S3.matcher(text);
        if (s3.matches()) {
            return Optional.of(new Bucket(s3.group(1), s3.group(2) == null ? "" : s3.group(2)));
        }
        boolean isPath = !text.isEmpty() && !text.contains("://") && text.indexOf('\0') < 0;
        return isPath ? Optional.of(new Directory(Path.of(text))) : Optional.empty();
    }
}

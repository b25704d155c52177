package dev.slipway.deployer.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** Which tags of a repository are releases. */
public sealed interface TagPolicy {

    boolean matches(String tag);

    /** As written in the service file. */
    String text();

    /** Exactly this tag; it moves from image to image. */
    record Exact(String text) implements TagPolicy {
        @Override
        public boolean matches(String tag) {
            return text.equals(tag);
        }
    }

    /** A pattern in which {@code *} stands for any characters and {@code ?} for one. */
    record Glob(String text) implements TagPolicy {
        @Override
        public boolean matches(String tag) {
            var regex = new StringBuilder();
            text.chars().forEach(c -> {
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(Character.toString(c)));
                }
            });
            return Pattern.matches(regex.toString(), tag);
        }
    }

    /** A regular expression, written {@code /…/}, that must match the whole tag. */
    record Regex(String text) implements TagPolicy {
        @Override
        public boolean matches(String tag) {
            return Pattern.matches(text.substring(1, text.length() - 1), tag);
        }
    }

    /** Semantic versions of at least a lowest one, written {@code semver:>=1.2} or {@code semver:*}. */
    record Semver(String text) implements TagPolicy {
        @Override
        public boolean matches(String tag) {
            Optional<SemanticVersion> version = SemanticVersion.parse(tag);
            return version.isPresent()
                    && lowest().map(low -> version.get().compareTo(low) >= 0).orElse(true);
        }

        private Optional<SemanticVersion> lowest() {
            String range = text.substring("semver:".length()).strip();
            return range.equals("*")
                    ? Optional.empty()
                    : SemanticVersion.parse(range.substring(2).strip());
        }
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException with a sentence if it is not one
     */
    static TagPolicy parse(String text) {
        if (text.startsWith("semver:")) {
            String range = text.substring("semver:".length()).strip();
            if (!range.equals("*")
                    && (!range.startsWith(">=")
                            || SemanticVersion.parse(range.substring(2).strip()).isEmpty())) {
                throw new IllegalArgumentException("'" + text + "' is not a range: write 'semver:>=1.2' or 'semver:*'");
            }
            return new Semver(text);
        }
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            Pattern.compile(text.substring(1, text.length() - 1));
            return new Regex(text);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "a tag policy can't be empty: write a tag, a glob such as 'v*', '/regex/' or 'semver:>=1.2'");
        }
        return text.contains("*") || text.contains("?") ? new Glob(text) : new Exact(text);
    }
}

package dev.slipway.smoke.judge;

import java.util.regex.Pattern;

/**
 * Regular expressions that end: one that backtracks without end gives up after so many characters looked at, which takes
 * about a quarter of a second and, unlike a clock, comes to the same on every machine.
 */
final class Regex {
    static final int MOST_LOOKS = 20_000_000;

    private Regex() {}

    /**
     * Whether {@code expression} is found in {@code text}.
     *
     * @throws TooLong when it does not end in time
     */
    static boolean finds(String expression, String text) throws TooLong {
        return finds(Pattern.compile(expression), text);
    }

    /**
     * Whether {@code pattern} is found in {@code text}.
     *
     * @throws TooLong when it does not end in time
     */
    static boolean finds(Pattern pattern, String text) throws TooLong {
        try {
            return pattern.matcher(new Counted(text, 0, text.length(), new Looks()))
                    .find();
        } catch (OutOfLooks | StackOverflowError e) {
            throw TooLong.because(e);
        }
    }

    /** How often a character was looked at. */
    private static final class Looks {
        private final int[] count = {0};

        private void add() {
            if (count[0]++ == MOST_LOOKS) {
                throw OutOfLooks.now();
            }
        }
    }

    /** A text that counts how often it is looked at. */
    private record Counted(String text, int from, int to, Looks looks) implements CharSequence {
        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            looks.add();
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text, from + start, from + end, looks);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }

    /** The only way out of a matcher. */
    private static final class OutOfLooks extends RuntimeException {
        private static final long serialVersionUID = 1;

        private OutOfLooks() {
            super("looked too often", null, false, false);
        }

        private static OutOfLooks now() {
            return new OutOfLooks();
        }
    }

    /** The expression does not end in time on this text. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1;

        private TooLong(Throwable cause) {
            super("gave up after " + MOST_LOOKS + " looks at a character", cause);
        }

        private static TooLong because(Throwable cause) {
            return new TooLong(cause);
        }
    }
}

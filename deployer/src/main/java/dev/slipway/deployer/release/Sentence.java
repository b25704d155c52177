package dev.slipway.deployer.release;

/** Words that come from outside are cut before they are remembered, so that STATE stays small whatever anyone writes. */
final class Sentence {
    /** How much of a text from outside a release's state remembers, in characters. */
    static final int LONG = 1000;

    private Sentence() {}

    /** The text, its end replaced by an ellipsis if it has more than {@code chars} characters. */
    static String atMost(int chars, String text) {
        return text.length() <= chars ? text : text.substring(0, chars - 1) + "…";
    }
}

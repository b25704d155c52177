package dev.slipway.smoke.report;

/** Text of others made fit to be shown: what steers a terminal, or is no character of XML, is spelled out. */
final class Printable {
    private Printable() {}

    /** Every control character but the tab as {@code \}{@code u001b}, line ends included. */
    static String line(String text) {
        return spell(text, false);
    }

    /** The same, with line ends kept. */
    static String lines(String text) {
        return spell(text, true);
    }

    private static String spell(String text, boolean isKeepingLines) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\t' || (isKeepingLines && point == '\n') || !isHidden(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u%04x".formatted(point));
            }
        });
        return shown.toString();
    }

    /** Controls, lone halves of a pair, non-characters, and what turns the direction of the text around it. */
    private static boolean isHidden(int point) {
        return Character.isISOControl(point)
                || Character.getType(point) == Character.SURROGATE
                || (point & 0xFFFE) == 0xFFFE
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }
}

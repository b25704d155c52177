package dev.slipway.smoke.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * XML or HTML in the making. Every text and every attribute's value is escaped here: there is no way around it but
 * {@link #trusted}, which takes what is our own.
 */
final class Markup {
    private static final Set<String> WITHOUT_END = Set.of("meta", "br", "hr");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final boolean isHtml;

    private Markup(boolean isHtml) {
        this.isHtml = isHtml;
    }

    static Markup html() {
        return new Markup(true).trusted("<!DOCTYPE html>\n");
    }

    static Markup xml() {
        return new Markup(false).trusted("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Begins an element; {@code attributes} are names and values in turn. */
    Markup begin(String element, Object... attributes) {
        tag(element, attributes);
        if (!isHtml || !WITHOUT_END.contains(element)) {
            open.push(element);
        }
        return this;
    }

    /** Ends the element begun last. */
    Markup end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element with a text in it. */
    Markup element(String element, String text, Object... attributes) {
        return begin(element, attributes).text(text).end();
    }

    /** An element with nothing in it. */
    Markup empty(String element, Object... attributes) {
        begin(element, attributes);
        return isHtml && WITHOUT_END.contains(element) ? this : end();
    }

    Markup text(String text) {
        escape(text, false);
        return this;
    }

    /** A line end, for those who read the source. */
    Markup line() {
        out.append('\n');
        return this;
    }

    /** Ours, and written by hand: never what came from a suite or a server. */
    Markup trusted(String ours) {
        out.append(ours);
        return this;
    }

    private void tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(String.valueOf(attributes[i + 1]), true);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text, boolean isAttribute) {
        String shown = Printable.lines(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n' -> out.append(isAttribute ? "&#10;" : "\n");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

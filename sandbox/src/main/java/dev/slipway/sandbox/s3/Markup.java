package dev.slipway.sandbox.s3;

/** Writes an XML document as S3 does: elements and texts, no attributes but the namespace. */
final class Markup {
    private static final String NAMESPACE = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

    private final String root;
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private Markup(String root, String namespace) {
        this.root = root;
        text.append('<').append(root).append(namespace).append('>');
    }

    /** A result. */
    static Markup of(String root) {
        return new Markup(root, NAMESPACE);
    }

    /** An error, which has no namespace. */
    static Markup ofError() {
        return new Markup("Error", "");
    }

    Markup open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    Markup close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Markup text(String name, String content) {
        return open(name).content(content).close(name);
    }

    Markup content(String content) {
        text.append(content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;"));
        return this;
    }

    String end() {
        return close(root).text.toString();
    }
}

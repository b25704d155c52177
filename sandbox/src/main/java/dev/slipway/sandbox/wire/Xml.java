package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes what the query protocol answers: structures as elements, lists as {@code member} elements. */
final class Xml {
    private final StringBuilder text = new StringBuilder();

    Xml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element of a namespace; of none if it is empty. */
    Xml open(String name, String namespace) {
        if (namespace.isEmpty()) {
            return open(name);
        }
        text.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, String content) {
        return open(name).escaped(content).close(name);
    }

    Xml element(String name, JsonNode content) {
        open(name);
        if (content.isArray()) {
            content.forEach(item -> element("member", item));
        } else if (content.isObject()) {
            content.properties().forEach(member -> element(member.getKey(), member.getValue()));
        } else if (!content.isNull()) {
            escaped(content.asText());
        }
        return close(name);
    }

    private Xml escaped(String content) {
        content.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> text.append("&#13;");
                default -> text.appendCodePoint(c);
            }
        });
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

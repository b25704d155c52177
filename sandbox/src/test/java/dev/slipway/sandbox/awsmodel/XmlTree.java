package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** An XML answer as the tree its shape makes of it. What the shape does not know stays, for the check to find. */
final class XmlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AwsModel model;

    XmlTree(AwsModel model) {
        this.model = model;
    }

    static Element parse(byte[] body) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(body))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("no XML: " + e.getMessage(), e);
        }
    }

    /** The text of the first element below this one with this name; empty if there is none. */
    static String text(Element below, String name) {
        var found = below.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    static List<Element> children(Element parent) {
        var elements = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    JsonNode tree(String shapeName, Element element) {
        JsonNode shape = model.shape(shapeName);
        return switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, element);
            case "list" -> list(shape, children(element), element);
            case "map" -> map(shape, children(element));
            case "integer", "long", "double", "float" -> number(element.getTextContent());
            case "boolean" -> bool(element.getTextContent());
            default -> NODES.textNode(element.getTextContent());
        };
    }

    private ObjectNode structure(JsonNode shape, Element element) {
        Map<String, String> byWireName = new TreeMap<>();
        shape.path("members").properties().forEach(member -> byWireName.put(wireName(member), member.getKey()));
        Map<String, List<Element>> found = new TreeMap<>();
        children(element)
                .forEach(child -> found.computeIfAbsent(child.getTagName(), name -> new ArrayList<>())
                        .add(child));
        ObjectNode tree = NODES.objectNode();
        found.forEach((wireName, elements) -> {
            String member = byWireName.get(wireName);
            if (member == null) {
                tree.put(wireName, elements.getFirst().getTextContent());
                return;
            }
            String name = shape.at("/members/" + member + "/shape").asText();
            JsonNode type = model.shape(name);
            if (!type.path("flattened").asBoolean()) {
                tree.set(member, tree(name, elements.getFirst()));
            } else if (type.path("type").asText().equals("list")) {
                tree.set(member, list(type, elements, element));
            } else {
                tree.set(member, map(type, elements));
            }
        });
        return tree;
    }

    private String wireName(Map.Entry<String, JsonNode> member) {
        JsonNode shape = model.shape(member.getValue().path("shape").asText());
        String own = member.getValue().path("locationName").asText(member.getKey());
        return shape.path("flattened").asBoolean()
                        && shape.path("type").asText().equals("list")
                ? shape.at("/member/locationName").asText(own)
                : own;
    }

    private ArrayNode list(JsonNode shape, List<Element> items, Element parent) {
        String itemName = shape.at("/member/locationName").asText("member");
        ArrayNode list = NODES.arrayNode();
        for (Element item : items) {
            boolean fits =
                    shape.path("flattened").asBoolean() || item.getTagName().equals(itemName);
            list.add(
                    fits
                            ? tree(shape.at("/member/shape").asText(), item)
                            : NODES.objectNode().put(item.getTagName(), "unexpected in " + parent.getTagName()));
        }
        return list;
    }

    private ObjectNode map(JsonNode shape, List<Element> entries) {
        ObjectNode map = NODES.objectNode();
        for (Element entry : entries) {
            List<Element> parts = children(entry);
            map.set(parts.get(0).getTextContent(), tree(shape.at("/value/shape").asText(), parts.get(1)));
        }
        return map;
    }

    private static JsonNode number(String text) {
        try {
            var number = new BigDecimal(text);
            return number.scale() <= 0 ? NODES.numberNode(number.longValueExact()) : NODES.numberNode(number);
        } catch (ArithmeticException | NumberFormatException e) {
            return NODES.textNode(text);
        }
    }

    private static JsonNode bool(String text) {
        return text.equals("true") || text.equals("false")
                ? NODES.booleanNode(Boolean.parseBoolean(text))
                : NODES.textNode(text);
    }
}

package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.suite.SourceSpan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML 1.2 document of the core schema, keeping the place of every value. */
final class YamlReader {
    /** Aliases multiply: a page of YAML can stand for gigabytes. */
    private static final int MOST_VALUES = 50_000;

    private final String file;
    private final Faults faults;
    private int values;

    private YamlReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** The document, or empty if it can't be read; then {@code faults} says why. */
    static Optional<Node> read(SuiteText source, Faults faults) {
        return new YamlReader(source.name(), faults).document(source.text());
    }

    private Optional<Node> document(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .build();
        try {
            Iterator<org.snakeyaml.engine.v2.nodes.Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                faults.add(new SourceSpan(file, 1, 1), "the file is empty; a suite starts with 'version: 1'");
                return Optional.empty();
            }
            Optional<Node> first = Optional.ofNullable(node(documents.next()));
            if (documents.hasNext()) {
                faults.add(at(documents.next().getStartMark()), "a second document starts here; a file is one suite");
            }
            return first;
        } catch (MarkedYamlEngineException e) {
            faults.add(at(e.getProblemMark()), "not YAML: " + problem(e));
        } catch (YamlEngineException e) {
            faults.add(new SourceSpan(file, 1, 1), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String problem(MarkedYamlEngineException e) {
        String context = e.getContext() == null ? "" : e.getContext() + ": ";
        return context + e.getProblem();
    }

    private @Nullable Node node(org.snakeyaml.engine.v2.nodes.Node node) {
        values++;
        if (values == MOST_VALUES) {
            faults.add(at(node.getStartMark()), "more than " + MOST_VALUES + " values, aliases multiplied out");
        }
        if (values >= MOST_VALUES || node.isRecursive()) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return new Node.Scalar(value(scalar), scalar.getValue(), at(node.getStartMark()));
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping);
        }
        return node instanceof SequenceNode sequence ? sequence(sequence) : null;
    }

    private Node sequence(SequenceNode sequence) {
        List<Node> elements = new ArrayList<>();
        for (org.snakeyaml.engine.v2.nodes.Node each : sequence.getValue()) {
            Node element = node(each);
            if (element != null) {
                elements.add(element);
            }
        }
        return new Node.Sequence(elements, at(sequence.getStartMark()));
    }

    private Node mapping(MappingNode mapping) {
        List<Node.Entry> entries = new ArrayList<>();
        Map<String, SourceSpan> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            SourceSpan keyAt = at(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(keyAt, "a key must be a text");
                continue;
            }
            SourceSpan first = seen.putIfAbsent(key.getValue(), keyAt);
            if (first != null) {
                faults.add(keyAt, "key '" + key.getValue() + "' is already at line " + first.line());
                continue;
            }
            Node value = node(tuple.getValueNode());
            if (value != null) {
                entries.add(new Node.Entry(key.getValue(), keyAt, value));
            }
        }
        return new Node.Mapping(entries, at(mapping.getStartMark()));
    }

    private JsonNode value(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return number(scalar);
        }
        if (!tag.equals(Tag.STR)) {
            faults.add(at(scalar.getStartMark()), "the tag '" + tag.getValue() + "' means nothing in a suite");
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode integer(String text) {
        BigInteger value = text.startsWith("0o")
                ? new BigInteger(text.substring(2), 8)
                : text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    private JsonNode number(ScalarNode scalar) {
        try {
            return DecimalNode.valueOf(new BigDecimal(scalar.getValue()));
        } catch (NumberFormatException e) {
            faults.add(at(scalar.getStartMark()), "'" + scalar.getValue() + "' is a number JSON does not have");
            return NullNode.getInstance();
        }
    }

    private SourceSpan at(Optional<Mark> mark) {
        return mark.map(place -> new SourceSpan(file, place.getLine() + 1, place.getColumn() + 1))
                .orElseGet(() -> new SourceSpan(file, 1, 1));
    }
}

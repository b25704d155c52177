package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Finds everything in a tree that its shape does not allow: unknown and missing members, wrong types, unknown values. */
public final class ShapeCheck {
    private final AwsModel model;
    private final boolean timesAreText;
    private final List<String> faults = new ArrayList<>();

    private ShapeCheck(AwsModel model, boolean timesAreText) {
        this.model = model;
        this.timesAreText = timesAreText;
    }

    /**
     * The faults of a tree, each in a sentence; empty if it is as the model says.
     *
     * @param timesAreText whether times are ISO 8601, as in events and XML; else they are seconds since 1970
     */
    public static List<String> faults(AwsModel model, String shape, JsonNode tree, String where, boolean timesAreText) {
        var check = new ShapeCheck(model, timesAreText);
        check.check(shape, tree, where);
        return List.copyOf(check.faults);
    }

    private void check(String name, JsonNode node, String where) {
        JsonNode shape = model.shape(name);
        String type = shape.path("type").asText();
        switch (type) {
            case "structure" -> structure(name, shape, node, where);
            case "list" -> {
                expect(node.isArray(), type, node, where);
                int index = 0;
                for (JsonNode item : node) {
                    check(shape.at("/member/shape").asText(), item, where + "[" + index++ + "]");
                }
            }
            case "map" -> {
                expect(node.isObject(), type, node, where);
                node.properties().forEach(entry -> {
                    text(shape.at("/key/shape").asText(), entry.getKey(), where + " (key)");
                    check(shape.at("/value/shape").asText(), entry.getValue(), where + "." + entry.getKey());
                });
            }
            case "string" -> {
                expect(node.isTextual(), type, node, where);
                text(name, node.asText(), where);
            }
            case "integer", "long" -> expect(node.isIntegralNumber(), type, node, where);
            case "double", "float" -> expect(node.isNumber(), type, node, where);
            case "boolean" -> expect(node.isBoolean(), type, node, where);
            case "timestamp" -> expect(isTime(node), timesAreText ? "ISO 8601" : "seconds since 1970", node, where);
            case "blob" -> expect(node.isTextual() || node.isBinary(), type, node, where);
            default -> faults.add(where + ": a shape of type '" + type + "' is not known to this check");
        }
    }

    private void structure(String name, JsonNode shape, JsonNode node, String where) {
        if (shape.path("document").asBoolean()) {
            return;
        }
        if (!node.isObject()) {
            expect(false, "structure", node, where);
            return;
        }
        JsonNode members = shape.path("members");
        node.properties().forEach(entry -> {
            String member = entry.getKey();
            if (members.has(member)) {
                check(members.path(member).path("shape").asText(), entry.getValue(), where + "." + member);
            } else if (!BeyondTheModel.member(model.service(), name, member)) {
                faults.add(where + ": " + name + " has no member '" + member + "'");
            }
        });
        for (JsonNode required : shape.path("required")) {
            if (!node.has(required.asText())) {
                faults.add(where + ": the member '" + required.asText() + "' that " + name + " requires is missing");
            }
        }
        if (shape.path("union").asBoolean() && node.size() != 1) {
            faults.add(where + ": of the union " + name + " there are " + node.size() + " members, not one");
        }
    }

    private void text(String shape, String value, String where) {
        JsonNode known = model.shape(shape).path("enum");
        boolean isKnown = known.isMissingNode()
                || StreamSupport.stream(known.spliterator(), false)
                        .anyMatch(each -> each.asText().equals(value));
        if (!isKnown && !BeyondTheModel.value(model.service(), shape, value)) {
            faults.add(where + ": " + shape + " has no value '" + value + "'");
        }
    }

    private boolean isTime(JsonNode node) {
        if (!timesAreText) {
            return node.isNumber();
        }
        try {
            return node.isTextual() && OffsetDateTime.parse(node.asText()) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void expect(boolean holds, String type, JsonNode found, String where) {
        if (!holds) {
            faults.add(where + ": expected " + type + ", found " + found);
        }
    }
}

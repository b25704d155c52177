package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One service as botocore describes it: its operations, and the shapes they are made of. */
public final class AwsModel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, AwsModel> MODELS = new ConcurrentHashMap<>();

    private final String service;
    private final JsonNode root;

    private AwsModel(String service, JsonNode root) {
        this.service = service;
        this.root = root;
    }

    /** The model of a service, by botocore's name of it, such as {@code elbv2}. */
    public static AwsModel of(String service) {
        return MODELS.computeIfAbsent(service, name -> new AwsModel(name, resource(name + ".json")));
    }

    static JsonNode resource(String name) {
        try (InputStream in = AwsModel.class.getResourceAsStream("/aws-models/" + name)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource aws-models/" + name);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Botocore's name of the service. */
    public String service() {
        return service;
    }

    /** The names of all operations of the service, modelled by the sandbox or not. */
    public List<String> operations() {
        var names = new ArrayList<String>();
        root.path("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Each operation by its name, as botocore writes it. */
    Map<String, ObjectNode> operationsByName() {
        var all = new TreeMap<String, ObjectNode>();
        root.path("operations").properties().forEach(entry -> all.put(entry.getKey(), (ObjectNode) entry.getValue()));
        return all;
    }

    /** The name of the shape an operation takes; empty if it takes nothing. */
    public Optional<String> input(String operation) {
        return named(root.at("/operations/" + operation + "/input/shape"));
    }

    /** The name of the shape an operation answers with; empty if it answers nothing. */
    public Optional<String> output(String operation) {
        return named(root.at("/operations/" + operation + "/output/shape"));
    }

    private static Optional<String> named(JsonNode name) {
        return name.isTextual() ? Optional.of(name.asText()) : Optional.empty();
    }

    /** A shape as botocore writes it: {@code type}, {@code members}, {@code required} and so on. */
    public JsonNode shape(String name) {
        JsonNode shape = root.path("shapes").path(name);
        if (shape.isMissingNode()) {
            throw new IllegalStateException(service + " has no shape '" + name + "'");
        }
        return shape;
    }

    /** The errors an operation is documented to answer with: each code, and the shape of its members. */
    Map<String, String> errors(String operation) {
        var codes = new TreeMap<String, String>();
        for (JsonNode error : root.at("/operations/" + operation + "/errors")) {
            String shape = error.path("shape").asText();
            codes.put(shape, shape);
            String code = shape(shape).at("/error/code").asText();
            if (!code.isEmpty()) {
                codes.put(code, shape);
            }
        }
        return codes;
    }
}

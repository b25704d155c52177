package dev.slipway.smoke.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.smoke.suite.Attachment;
import dev.slipway.smoke.suite.RequestBody;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a step sends. */
final class BodyParser {
    /** The keys of a step that say its body. */
    static final List<String> KEYS = List.of("json", "form", "text", "file", "multipart", "graphql");

    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json",
            "xml", "application/xml",
            "txt", "text/plain",
            "csv", "text/csv",
            "html", "text/html",
            "pdf", "application/pdf",
            "png", "image/png",
            "jpg", "image/jpeg",
            "gif", "image/gif",
            "zip", "application/zip");

    private final Faults faults;
    private final Attachments attachments;
    private final Templates templates;

    BodyParser(Faults faults, Attachments attachments, Templates templates) {
        this.faults = faults;
        this.attachments = attachments;
        this.templates = templates;
    }

    RequestBody parse(Node.Entry entry) {
        return switch (entry.key()) {
            case "json" -> json(entry.value());
            case "form" ->
                Fields.mapping(entry.value(), "'form'", faults)
                        .<RequestBody>map(mapping -> new RequestBody.Form(templates.lists(mapping)))
                        .orElseGet(RequestBody.None::new);
            case "file" -> file(entry.value());
            case "multipart" ->
                Fields.mapping(entry.value(), "'multipart'", faults)
                        .<RequestBody>map(mapping -> new RequestBody.Multipart(mapping.entries().stream()
                                .map(this::part)
                                .flatMap(Optional::stream)
                                .toList()))
                        .orElseGet(RequestBody.None::new);
            case "graphql" ->
                Fields.mapping(entry.value(), "'graphql'", faults)
                        .map(this::graphQl)
                        .orElseGet(RequestBody.None::new);
            default ->
                templates
                        .text(entry.key(), entry.value())
                        .<RequestBody>map(RequestBody.Text::new)
                        .orElseGet(RequestBody.None::new);
        };
    }

    private RequestBody json(Node value) {
        templates.names().use(value.toJson(), value.at(), templates.uses());
        return new RequestBody.Json(value.toJson());
    }

    /** {@code file: a.png} or {@code file: {path: a.png, type: image/png}}. */
    private RequestBody file(Node value) {
        if (value instanceof Node.Scalar scalar && scalar.value().isTextual()) {
            return attachments
                    .load(scalar)
                    .<RequestBody>map(file -> new RequestBody.File(file, type(file)))
                    .orElseGet(RequestBody.None::new);
        }
        return Fields.mapping(value, "'file'", faults).map(this::file).orElseGet(RequestBody.None::new);
    }

    private RequestBody file(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.FILE, faults);
        Optional<Attachment> file = fields.requiredText("path").flatMap(attachments::load);
        Optional<String> type = fields.text("type").map(Node.Scalar::text);
        fields.done();
        return file.<RequestBody>map(one -> new RequestBody.File(one, type.orElseGet(() -> type(one))))
                .orElseGet(RequestBody.None::new);
    }

    private Optional<RequestBody.Part> part(Node.Entry entry) {
        if (entry.key().contains("\"")
                || entry.key().contains("\n")
                || entry.key().contains("\r")) {
            faults.add(entry.at(), "a part's name holds no quotes and no line breaks");
        }
        if (!(entry.value() instanceof Node.Mapping mapping)) {
            return templates
                    .text(entry.key(), entry.value())
                    .map(text -> new RequestBody.Part.Field(entry.key(), text));
        }
        Fields fields = new Fields(mapping, Block.PART, faults);
        Optional<Attachment> file = fields.requiredText("file").flatMap(attachments::load);
        Optional<String> type = fields.text("type").map(Node.Scalar::text);
        fields.done();
        return file.map(one -> new RequestBody.Part.FilePart(entry.key(), one, type.orElseGet(() -> type(one))));
    }

    private RequestBody graphQl(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, Block.GRAPHQL, faults);
        Optional<Node.Scalar> query = fields.requiredText("query");
        query.filter(scalar -> scalar.text().contains("${"))
                .ifPresent(scalar -> faults.add(
                        scalar.at(), "variables of the suite can't stand in a query; pass them by its 'variables'"));
        JsonNode variables = fields.mapping("variables")
                .map(node -> {
                    templates.names().use(node.toJson(), node.at(), templates.uses());
                    return node.toJson();
                })
                .orElseGet(JsonNodeFactory.instance::objectNode);
        Optional<String> operation = fields.text("operation").map(Node.Scalar::text);
        fields.done();
        return new RequestBody.GraphQl(query.map(Node.Scalar::text).orElse(""), variables, operation);
    }

    private static String type(Attachment file) {
        String name = file.fileName().toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}

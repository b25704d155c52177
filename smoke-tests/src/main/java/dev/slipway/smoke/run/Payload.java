package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.suite.RequestBody;
import dev.slipway.smoke.suite.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A body as it is sent.
 *
 * @param contentType empty without a body
 * @param curl what {@code curl} is told to send the same, unquoted words
 */
record Payload(Optional<String> contentType, Optional<Body> body, List<String> curl) {
    private static final Payload NONE = new Payload(Optional.empty(), Optional.empty(), List.of());

    Payload {
        curl = List.copyOf(curl);
    }

    static Payload of(RequestBody body, Function<String, JsonNode> values) {
        // Before the switch: linking one takes the command longer than a request.
        if (body instanceof RequestBody.None) {
            return NONE;
        }
        return switch (body) {
            case RequestBody.None none -> NONE;
            case RequestBody.Json json ->
                text("application/json", Template.fill(json.document(), values).toString());
            case RequestBody.Form form ->
                text(
                        "application/x-www-form-urlencoded",
                        form.fields().stream()
                                .map(field -> encoded(field.name()) + "="
                                        + encoded(field.value().filled(values)))
                                .collect(Collectors.joining("&")));
            case RequestBody.Text text ->
                text("text/plain; charset=utf-8", text.text().filled(values));
            case RequestBody.File file ->
                new Payload(
                        Optional.of(file.contentType()),
                        Optional.of(Body.of(file.file().bytes())),
                        List.of("--data-binary", "@" + file.file().path()));
            case RequestBody.Multipart multipart -> MultipartWriter.write(multipart, values);
            case RequestBody.GraphQl graphQl ->
                text("application/json", request(graphQl, values).toString());
        };
    }

    private static Payload text(String type, String text) {
        return new Payload(Optional.of(type), Optional.of(Body.of(text)), List.of("--data-raw", text));
    }

    private static ObjectNode request(RequestBody.GraphQl graphQl, Function<String, JsonNode> values) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("query", graphQl.query());
        request.set("variables", Template.fill(graphQl.variables(), values));
        graphQl.operation().ifPresent(name -> request.put("operationName", name));
        return request;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Body;
import dev.slipway.smoke.suite.RequestBody;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes {@code multipart/form-data}, RFC 7578. */
final class MultipartWriter {
    private MultipartWriter() {}

    static Payload write(RequestBody.Multipart multipart, Function<String, JsonNode> values) {
        List<Written> parts = new ArrayList<>();
        List<String> curl = new ArrayList<>();
        for (RequestBody.Part part : multipart.parts()) {
            String head = "Content-Disposition: form-data; name=\"" + part.name() + "\"";
            curl.add("-F");
            switch (part) {
                case RequestBody.Part.Field field -> {
                    String text = field.text().filled(values);
                    parts.add(new Written(head + "\r\n\r\n", Body.of(text)));
                    curl.add(field.name() + "=" + text);
                }
                case RequestBody.Part.FilePart file -> {
                    String name = file.file().fileName().replace("\"", "%22");
                    parts.add(new Written(
                            head + "; filename=\"" + name + "\"\r\nContent-Type: " + file.contentType() + "\r\n\r\n",
                            Body.of(file.file().bytes())));
                    curl.add(file.name() + "=@" + file.file().path() + ";type=" + file.contentType());
                }
            }
        }
        String boundary = boundary(parts);
        return new Payload(
                Optional.of("multipart/form-data; boundary=" + boundary),
                Optional.of(Body.of(joined(parts, boundary))),
                curl);
    }

    /** A part's head and content. */
    private record Written(String head, Body content) {}

    /** The same for the same parts, and in none of them. */
    private static String boundary(List<Written> parts) {
        StringBuilder boundary = new StringBuilder("smoke-part");
        while (parts.stream()
                .anyMatch(
                        part -> part.content().text(StandardCharsets.ISO_8859_1).contains(boundary.toString()))) {
            boundary.append('-').append(boundary.length());
        }
        return boundary.toString();
    }

    private static byte[] joined(List<Written> parts, String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Written part : parts) {
            out.writeBytes(("--" + boundary + "\r\n" + part.head()).getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.content().bytes());
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}

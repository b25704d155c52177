package dev.slipway.sandbox.s3;

import dev.slipway.sandbox.wire.Inbound;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an upload, out of the {@code aws-chunked} encoding, in which SDKs send signatures and checksums along.
 * Neither is checked. Source: Amazon S3 API reference, "Signature calculations: transferring payload in multiple chunks".
 */
final class AwsChunked {
    private static final Pattern SIZE = Pattern.compile("([0-9a-fA-F]{1,8})(;[^\r\n]*)?\r\n");

    private AwsChunked() {}

    static byte[] body(Inbound request) {
        boolean chunked = request.header("content-encoding").contains("aws-chunked")
                || request.header("x-amz-content-sha256").startsWith("STREAMING-");
        return chunked ? decoded(request.body()) : request.body();
    }

    private static byte[] decoded(byte[] body) {
        // One char per byte, so that positions in the text are positions in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        Matcher head = SIZE.matcher(text);
        var whole = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (head.region(at, text.length()).lookingAt()) {
            int size = Integer.parseInt(head.group(1), 16);
            if (size == 0) {
                return whole.toByteArray();
            }
            if (head.end() + size + 2 > body.length) {
                break;
            }
            whole.write(body, head.end(), size);
            at = head.end() + size + 2;
        }
        throw S3Refusal.invalidArgument("The body is not in the encoding 'aws-chunked' that its headers announce");
    }
}

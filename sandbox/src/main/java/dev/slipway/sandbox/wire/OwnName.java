package dev.slipway.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where an answer tells of the endpoint itself, in the URLs of queues and the names of repositories, a caller is told of it
 * as it asked: another port leads into a container, and in a network of containers it has another name.
 *
 * @param port on which the sandbox was asked
 */
record OwnName(int port) {
    /** These answers hold nothing else of which such a name could be a part. */
    private static final Set<String> TELLING = Set.of(
            "CreateQueue",
            "GetQueueUrl",
            "ListQueues",
            "ListDeadLetterSourceQueues",
            "CreateRepository",
            "DeleteRepository",
            "DescribeRepositories",
            "GetAuthorizationToken");

    /** Of the body as it was; none is sent with the new one. */
    private static final String CHECKSUM = "x-amz-crc32";

    /** The answer, as whoever sent the request has to have it. */
    Answer as(Inbound request, Answer answer, Apis apis) {
        String own = "127.0.0.1:" + port;
        String asked = request.header("host");
        if (asked.isEmpty() || asked.equals(own) || !TELLING.contains(action(request, apis))) {
            return answer;
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        var headers = new TreeMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.equalsIgnoreCase(CHECKSUM));
        return new Answer(
                answer.status(),
                answer.contentType(),
                headers,
                body.replace(own, asked).getBytes(StandardCharsets.UTF_8),
                answer.delay());
    }

    private static String action(Inbound request, Apis apis) {
        return switch (Addressed.by(request, apis)) {
            case Addressed.Sqs sqs -> sqs.protocol().action();
            case Addressed.Known known -> known.protocol().action();
            case Addressed.S3 s3 -> "";
            case Addressed.Unknown unknown -> "";
        };
    }
}

package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.drive.Deliveries;
import dev.slipway.sandbox.model.Emitted.Deliver;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SQS at the sandbox's endpoint: hands everything on to ElasticMQ but the attributes it would drop. */
public final class SqsFront implements Deliveries, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqsFront.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AmazonSQS.";

    private final ElasticMq server;
    private final String account;
    private final KeptAttributes kept = new KeptAttributes();
    /** Whoever polls is cut off then; that is no fault. */
    private volatile boolean closing;

    private final QueryFront queryFront = new QueryFront(kept);

    private SqsFront(ElasticMq server, String account) {
        this.server = server;
        this.account = account;
    }

    /** Begins to start; {@link #awaitReady} says when it is done. Queue URLs will be those of the port. */
    public static SqsFront starting(int endpointPort, String region, String account) {
        return new SqsFront(ElasticMq.starting(endpointPort, region, account), account);
    }

    /** Waits until messages can be sent. */
    public void awaitReady() {
        server.awaitReady();
    }

    /** Answers one request to SQS, in whichever protocol it came. */
    public Answer answer(Inbound request) {
        try {
            return request.header("x-amz-target").startsWith(TARGET)
                    ? answerJson(request)
                    : queryFront.answer(request, this::forward);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            if (closing) {
                return new Answer(
                        503, "text/plain", Map.of(), "the sandbox is ending\n".getBytes(StandardCharsets.UTF_8));
            }
            throw e;
        }
    }

    private Answer answerJson(Inbound request) throws IOException {
        String action = request.header("x-amz-target").substring(TARGET.length());
        if (!(request.body().length > 0 && JSON.readTree(request.body()) instanceof ObjectNode members)) {
            return forward(request, request.body());
        }
        return switch (action) {
            case "CreateQueue" -> created(request, members);
            case "SetQueueAttributes" -> set(request, members);
            case "GetQueueAttributes" -> attributes(request, members);
            case "DeleteQueue" -> {
                kept.forget(queueOf(members));
                yield forward(request, request.body());
            }
            case "DeleteMessage" ->
                SpentReceipts.forgiven(
                        forward(request, request.body()),
                        members.path("ReceiptHandle").asText(),
                        "application/x-amz-json-1.0",
                        "{}");
            default -> forward(request, request.body());
        };
    }

    private Answer created(Inbound request, ObjectNode members) throws IOException {
        if (members.get("Attributes") instanceof ObjectNode attributes) {
            kept.take(members.path("QueueName").asText(), attributes);
        }
        return forward(request, JSON.writeValueAsBytes(members));
    }

    private Answer set(Inbound request, ObjectNode members) throws IOException {
        if (members.get("Attributes") instanceof ObjectNode attributes) {
            kept.take(queueOf(members), attributes);
            if (attributes.isEmpty()) {
                // Nothing is left for ElasticMQ, but it has to say whether the queue is there.
                members.remove("Attributes");
                members.putArray("AttributeNames").add("QueueArn");
                Answer looked =
                        forward(request.withTarget(TARGET + "GetQueueAttributes"), JSON.writeValueAsBytes(members));
                return looked.status() == 200 ? looked.withBody(new byte[] {'{', '}'}) : looked;
            }
        }
        return forward(request, JSON.writeValueAsBytes(members));
    }

    private Answer attributes(Inbound request, ObjectNode members) throws IOException {
        var wanted = new AttributeNames(members.path("AttributeNames"));
        members.set("AttributeNames", wanted.forElasticMq());
        Answer answer = forward(request, JSON.writeValueAsBytes(members));
        if (answer.status() != 200 || !(JSON.readTree(answer.body()) instanceof ObjectNode body)) {
            return answer;
        }
        ObjectNode told = body.withObject("/Attributes");
        kept.of(queueOf(members)).forEach(told::put);
        told.retain(wanted.of(told));
        return answer.withBody(JSON.writeValueAsBytes(body));
    }

    private static String queueOf(ObjectNode members) {
        String url = members.path("QueueUrl").asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Answer forward(Inbound request, byte[] body) {
        var headers = new TreeMap<String, String>();
        for (String name : new String[] {"content-type", "x-amz-target", "authorization", "x-amzn-query-mode"}) {
            if (!request.header(name).isEmpty()) {
                headers.put(name, request.header(name));
            }
        }
        HttpResponse<byte[]> answer = server.post(request.path(), headers, body);
        var told = new TreeMap<String, String>();
        for (String name : new String[] {"x-amzn-requestid", "x-amzn-query-error", "x-amzn-errortype"}) {
            answer.headers().firstValue(name).ifPresent(value -> told.put(name, value));
        }
        String contentType = answer.headers().firstValue("content-type").orElse("application/x-amz-json-1.0");
        return new Answer(answer.statusCode(), contentType, told, answer.body());
    }

    @Override
    public void deliver(Deliver message) {
        String queue = message.queueArn().substring(message.queueArn().lastIndexOf(':') + 1);
        ObjectNode send = JSON.createObjectNode();
        send.put("QueueUrl", "http://127.0.0.1/" + account + "/" + queue);
        send.put("MessageBody", message.body().toString());
        if (!message.messageGroupId().isEmpty()) {
            send.put("MessageGroupId", message.messageGroupId());
        }
        var headers = Map.of("content-type", "application/x-amz-json-1.0", "x-amz-target", TARGET + "SendMessage");
        try {
            HttpResponse<byte[]> answer = server.post("/", headers, JSON.writeValueAsBytes(send));
            if (answer.statusCode() != 200) {
                LOG.warn("an event was lost: queue '{}' did not take it (HTTP {})", queue, answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        server.close();
    }
}

package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    private final KeptAttributes kept;
    private final Undelivered undelivered = new Undelivered();
    /** Whoever polls is cut off then; that is no fault. */
    private volatile boolean closing;

    private final QueryFront queryFront;

    private SqsFront(ElasticMq server, String account, KeptAttributes kept) {
        this.server = server;
        this.account = account;
        this.kept = kept;
        this.queryFront = new QueryFront(kept);
    }

    /** Begins to start; {@link #awaitReady} says when it is done. Queue URLs will be those of the port. */
    public static SqsFront starting(int endpointPort, String region, String account) {
        return starting(endpointPort, region, account, Optional.empty());
    }

    /**
     * As {@link #starting(int, String, String)}, with the queues and messages of earlier processes.
     *
     * @param directory where they are kept; empty if nowhere
     * @throws UncheckedIOException if nothing can be kept there
     */
    public static SqsFront starting(int endpointPort, String region, String account, Optional<Path> directory) {
        directory.ifPresent(SqsFront::make);
        return new SqsFront(
                ElasticMq.starting(endpointPort, region, account, directory),
                account,
                new KeptAttributes(directory.map(kept -> kept.resolve("attributes.json"))));
    }

    private static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("no queues can be kept in " + directory, e);
        }
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
            case "SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch" ->
                bothLists(forward(request, request.body()));
            default -> forward(request, request.body());
        };
    }

    /** ElasticMQ leaves out the list that is empty, which AWS's model requires. */
    private static Answer bothLists(Answer answer) throws IOException {
        if (answer.status() != 200 || !(JSON.readTree(answer.body()) instanceof ObjectNode body)) {
            return answer;
        }
        body.withArray("/Successful");
        body.withArray("/Failed");
        return answer.withBody(JSON.writeValueAsBytes(body));
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
        ObjectNode send = JSON.createObjectNode();
        send.put("MessageBody", message.body().toString());
        if (!message.messageGroupId().isEmpty()) {
            send.put("MessageGroupId", message.messageGroupId());
        }
        sent(message.queueArn(), message.ruleArn(), send).ifPresent(failure -> notDelivered(message, send, failure));
    }

    /** Why EventBridge could not send a message. */
    private record Failure(String code, String words) {}

    private Optional<Failure> sent(String queueArn, String ruleArn, ObjectNode send) {
        String queue = queueArn.substring(queueArn.lastIndexOf(':') + 1);
        String policy = kept.of(queue).getOrDefault("Policy", "");
        boolean isAllowed = QueuePolicy.parse(policy).letsSend(queueArn, ruleArn);
        send.put("QueueUrl", "http://127.0.0.1/" + account + "/" + queue);
        var headers = Map.of(
                "content-type",
                "application/x-amz-json-1.0",
                "x-amz-target",
                TARGET + (isAllowed ? "SendMessage" : "GetQueueUrl"));
        if (!isAllowed) {
            send = JSON.createObjectNode().put("QueueName", queue);
        }
        try {
            HttpResponse<byte[]> answer = server.post("/", headers, JSON.writeValueAsBytes(send));
            if (answer.statusCode() != 200) {
                return Optional.of(new Failure(
                        "NO_RESOURCE", "queue '" + queue + "' did not take it (HTTP " + answer.statusCode() + ")"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return isAllowed
                ? Optional.empty()
                : Optional.of(new Failure(
                        "NO_PERMISSIONS",
                        "the policy of queue '" + queue + "' does not let events.amazonaws.com send to it on behalf of "
                                + ruleArn));
    }

    /** EventBridge does not try again when a queue is not there or forbids it. */
    private void notDelivered(Deliver message, ObjectNode send, Failure failure) {
        String dead = message.deadLetterArn();
        boolean isSaved = false;
        if (!dead.isEmpty()) {
            send.remove("MessageGroupId");
            ObjectNode attributes = send.putObject("MessageAttributes");
            Map.of(
                            "RULE_ARN", message.ruleArn(),
                            "TARGET_ARN", message.queueArn(),
                            "ERROR_CODE", failure.code(),
                            "ERROR_MESSAGE", failure.words())
                    .forEach((name, value) ->
                            attributes.putObject(name).put("DataType", "String").put("StringValue", value));
            isSaved = sent(dead, message.ruleArn(), send).isEmpty();
        }
        String what = named(message.body());
        LOG.warn("event '{}' was not delivered: {}{}", what, failure.words(), isSaved ? "; " + dead + " has it" : "");
        undelivered.add(new Undelivered.Event(
                message.body().path("time").asText(),
                what,
                message.ruleArn(),
                message.queueArn(),
                failure.words(),
                isSaved ? dead : ""));
    }

    /** A target that takes only a part of an event does not get its name. */
    private static String named(JsonNode body) {
        return body.has("detail-type")
                ? body.path("source").asText() + " " + body.path("detail-type").asText()
                : body.toString();
    }

    /** What did not reach its queue. */
    public Undelivered undelivered() {
        return undelivered;
    }

    @Override
    public void close() {
        closing = true;
        server.close();
    }
}

package dev.slipway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.EventRoutes;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Carries the events of one emulator over to the bus of another one: what of AWS it is that somebody else plays there. It
 * needs a bus that takes events of {@code aws.*} sources, which AWS's own refuses.
 */
final class Courier implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsClient from;
    private final String queue;
    private final EventBridgeClient to;
    private final List<String> carried = new CopyOnWriteArrayList<>();
    private final Thread rounds;
    private volatile boolean closing;

    /** Takes what the deployer's own rules let through, and starts at once. */
    Courier(AwsClients from, AwsClients to) {
        this.from = from.sqs();
        this.queue = new EventRoutes(from.sqs(), from.events()).build();
        this.to = to.events();
        this.rounds = Thread.ofVirtual().name("courier").start(this::goRound);
    }

    /** The detail types of what was carried over, in order. */
    List<String> carried() {
        return List.copyOf(carried);
    }

    private void goRound() {
        while (!closing) {
            try {
                from.receiveMessage(request ->
                                request.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(1))
                        .messages()
                        .forEach(this::carry);
            } catch (SdkException e) {
                // Not deleted, so it comes again; a test that waits for it in vain tells.
                carried.add("not carried: " + e.getMessage());
            }
        }
    }

    private void carry(Message message) {
        JsonNode event = read(message.body());
        var entry = PutEventsRequestEntry.builder()
                .source(event.path("source").asText())
                .detailType(event.path("detail-type").asText())
                .time(Instant.parse(event.path("time").asText()))
                .resources(StreamSupport.stream(event.path("resources").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .detail(event.path("detail").toString())
                .build();
        boolean refused = to.putEvents(request -> request.entries(entry)).failedEntryCount() > 0;
        carried.add((refused ? "refused: " : "") + entry.detailType());
        from.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("an event is no JSON: " + body, e);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            rounds.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

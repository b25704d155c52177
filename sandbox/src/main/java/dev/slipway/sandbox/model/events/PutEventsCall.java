package dev.slipway.sandbox.model.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.events.Events.PutEvents;
import dev.slipway.sandbox.model.events.Events.PutEventsRequestEntry;
import dev.slipway.sandbox.model.events.Events.PutEventsResponse;
import dev.slipway.sandbox.model.events.Events.PutEventsResultEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** {@code PutEvents}: each entry is taken or refused by itself. */
final class PutEventsCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ENTRIES = 10;
    /** Per request; docs/aws.md, Events. */
    private static final int MOST_BYTES = 256 * 1024;

    private final EventBus bus;

    PutEventsCall(EventBus bus) {
        this.bus = bus;
    }

    void register(Handlers handlers) {
        handlers.on(PutEvents.class, this::put);
    }

    private PutEventsResponse put(PutEvents put, Instant now) {
        if (put.entries().isEmpty() || put.entries().size() > MOST_ENTRIES) {
            throw AwsRefusal.client(
                    "ValidationException",
                    "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have"
                            + " length between 1 and " + MOST_ENTRIES);
        }
        if (put.entries().stream().mapToInt(PutEventsCall::size).sum() >= MOST_BYTES) {
            throw AwsRefusal.client(
                    "ValidationException", "Total size of the entries in the request is over the limit.");
        }
        var results = new ArrayList<PutEventsResultEntry>();
        for (PutEventsRequestEntry entry : put.entries()) {
            results.add(putOne(entry, now));
        }
        int failed = (int)
                results.stream().filter(result -> result.errorCode() != null).count();
        return new PutEventsResponse(failed, results);
    }

    private PutEventsResultEntry putOne(PutEventsRequestEntry entry, Instant now) {
        RuleCalls.checkBus(entry.eventBusName());
        String source = entry.source();
        String detailType = entry.detailType();
        String text = entry.detail();
        if (source == null || source.isEmpty()) {
            return missing("Source");
        }
        if (detailType == null || detailType.isEmpty()) {
            return missing("DetailType");
        }
        if (text == null || text.isEmpty()) {
            return missing("Detail");
        }
        if (source.startsWith("aws.")) {
            return refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }
        ObjectNode detail = object(text);
        if (detail == null) {
            return refused("MalformedDetail", "Detail is malformed.");
        }
        Instant time = entry.time() == null ? now : entry.time();
        return new PutEventsResultEntry(bus.putEvent(source, detailType, entry.resources(), detail, time), null, null);
    }

    private static int size(PutEventsRequestEntry entry) {
        return bytes(entry.source())
                + bytes(entry.detailType())
                + bytes(entry.detail())
                + (entry.time() == null ? 0 : 14)
                + entry.resources().stream().mapToInt(PutEventsCall::bytes).sum();
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static @Nullable ObjectNode object(String detail) {
        try {
            return JSON.readTree(detail) instanceof ObjectNode object ? object : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static PutEventsResultEntry missing(String member) {
        return refused(
                "InvalidArgument",
                "Parameter " + member + " is not valid. Reason: " + member + " is a required argument.");
    }

    private static PutEventsResultEntry refused(String code, String message) {
        return new PutEventsResultEntry(null, code, message);
    }
}

package dev.slipway.sandbox.awsmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Sees every answer a sandbox gives, whoever asked, and remembers what is not as AWS's models say. */
public final class Witness implements BiConsumer<Inbound, Answer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentSkipListSet<String> faults = new ConcurrentSkipListSet<>();
    private final AtomicLong seen = new AtomicLong();

    @Override
    public void accept(Inbound request, Answer answer) {
        seen.incrementAndGet();
        try {
            faults.addAll(AnswerCheck.faults(request, answer));
            if (request.header("x-amz-target").equals("AmazonSQS.ReceiveMessage")) {
                events(answer);
            }
        } catch (RuntimeException | IOException e) {
            faults.add("the answer to " + request.method() + " " + request.path() + " " + request.header("x-amz-target")
                    + " can't be compared: " + e);
        }
    }

    private void events(Answer answer) throws IOException {
        for (JsonNode message : JSON.readTree(answer.body()).path("Messages")) {
            String body = message.path("Body").asText();
            if (body.startsWith("{")) {
                JsonNode event = JSON.readTree(body);
                if (EventCheck.isEvent(event)) {
                    faults.addAll(EventCheck.faults(event));
                }
            }
        }
    }

    /** Tells of a value that the SDK's enum lacks; those known beyond the model are let pass. */
    void unknownToTheSdk(String type, String value) {
        if (!BeyondTheModel.value("*", type, value)) {
            faults.add("the SDK's enum " + type + " has no value '" + value + "'");
        }
    }

    /** How many answers were seen. */
    public long seen() {
        return seen.get();
    }

    /** What was not as the models say, each in a sentence. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Fails if anything was not as AWS's models say. */
    public void close() {
        if (!faults.isEmpty()) {
            throw new AssertionError("answers are not as AWS's models say:\n  " + String.join("\n  ", faults));
        }
    }
}

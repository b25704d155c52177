package dev.slipway.sandbox.sqs;

import dev.slipway.sandbox.wire.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Receipts of messages that are gone, or that somebody received again. AWS takes them: "If you use an old ReceiptHandle, the
 * request will succeed, but the message might not be deleted" (API reference, DeleteMessage). ElasticMQ refuses them.
 */
final class SpentReceipts {
    private static final Pattern RECEIPT = Pattern.compile("[0-9a-f-]{36}#[0-9a-f-]{36}");

    private SpentReceipts() {}

    /** What is told instead of ElasticMQ's answer to a DeleteMessage: {@code success}, if the receipt was once a good one. */
    static Answer forgiven(Answer answer, String receipt, String contentType, String success) {
        boolean isRefused = new String(answer.body(), StandardCharsets.UTF_8).contains("ReceiptHandleIsInvalid");
        return isRefused && RECEIPT.matcher(receipt).matches()
                ? new Answer(200, contentType, Map.of(), success.getBytes(StandardCharsets.UTF_8))
                : answer;
    }
}

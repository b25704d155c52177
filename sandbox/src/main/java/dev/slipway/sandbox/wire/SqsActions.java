package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.AwsRefusal;
import java.util.List;

/** What of SQS is modelled: all that ElasticMQ carries out. It says yes to permissions, and then does nothing. */
final class SqsActions {
    static final List<String> ALL = List.of(
            "CancelMessageMoveTask",
            "ChangeMessageVisibility",
            "ChangeMessageVisibilityBatch",
            "CreateQueue",
            "DeleteMessage",
            "DeleteMessageBatch",
            "DeleteQueue",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage",
            "SendMessageBatch",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private SqsActions() {}

    /** What any other action is answered with. */
    static AwsRefusal refusal(String action) {
        return AwsRefusal.client(
                "UnknownOperationException",
                "The sandbox does not model sqs " + action + ". Of sqs it models: " + String.join(", ", ALL) + ".");
    }
}

package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    /** botocore's model of SQS, QueueAttributeName; and what asks for all of them. */
    static final Set<String> ATTRIBUTES = Set.of(
            "All",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesDelayed",
            "ApproximateNumberOfMessagesNotVisible",
            "ContentBasedDeduplication",
            "CreatedTimestamp",
            "DeduplicationScope",
            "DelaySeconds",
            "FifoQueue",
            "FifoThroughputLimit",
            "KmsDataKeyReusePeriodSeconds",
            "KmsMasterKeyId",
            "LastModifiedTimestamp",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "Policy",
            "QueueArn",
            "ReceiveMessageWaitTimeSeconds",
            "RedriveAllowPolicy",
            "RedrivePolicy",
            "SqsManagedSseEnabled",
            "VisibilityTimeout");

    private SqsActions() {}

    /**
     * Refuses an attribute that queues have not; ElasticMQ would leave it out without a word.
     *
     * @throws AwsRefusal {@code InvalidAttributeName}
     */
    static void checkAttributes(Protocol protocol) {
        if (!List.of("CreateQueue", "SetQueueAttributes", "GetQueueAttributes").contains(protocol.action())) {
            return;
        }
        ObjectNode members = protocol.members();
        var names = new ArrayList<String>();
        members.path("Attributes").fieldNames().forEachRemaining(names::add);
        names.addAll(members.path("Attribute").findValuesAsText("Name"));
        members.path("AttributeNames").forEach(name -> names.add(name.asText()));
        members.path("AttributeName").forEach(name -> names.add(name.asText()));
        names.removeAll(ATTRIBUTES);
        if (!names.isEmpty()) {
            throw AwsRefusal.client("InvalidAttributeName", "Unknown Attribute " + names.getFirst() + ".");
        }
    }

    /** What any other action is answered with. */
    static AwsRefusal refusal(String action) {
        return AwsRefusal.client(
                "UnknownOperationException",
                "The sandbox does not model sqs " + action + ". Of sqs it models: " + String.join(", ", ALL) + ".");
    }
}

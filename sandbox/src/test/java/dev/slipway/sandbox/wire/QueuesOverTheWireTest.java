package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.awsmodel.AwsModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

class QueuesOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final SqsClient sqs = SERVED.client(SqsClient.builder());

    @Test
    void namesQueuesByTheEndpoint() {
        String url = sqs.createQueue(create -> create.queueName("named")).queueUrl();

        String looked = sqs.getQueueUrl(get -> get.queueName("named")).queueUrl();

        assertThat(url).isEqualTo(SERVED.sandbox().endpoint() + "/123456789012/named");
        assertThat(looked).isEqualTo(url);
    }

    @Test
    void handsAMessageFromSenderToReceiver() {
        String url = sqs.createQueue(create -> create.queueName("handed")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("look again"));

        var messages = sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(5))
                .messages();

        assertThat(messages)
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("look again"));
    }

    @Test
    void tellsThePolicyItWasGiven() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        String url = sqs.createQueue(create -> create.queueName("policy")
                        .attributes(
                                Map.of(QueueAttributeName.POLICY, policy, QueueAttributeName.VISIBILITY_TIMEOUT, "7")))
                .queueUrl();

        var all = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        var one = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                .attributes();

        assertThat(all)
                .containsEntry(QueueAttributeName.POLICY, policy)
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7")
                .containsEntry(QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:eu-west-1:123456789012:policy");
        assertThat(one).isEqualTo(Map.of(QueueAttributeName.POLICY, policy));
    }

    @Test
    void takesAPolicyAfterwards() {
        String url = sqs.createQueue(create -> create.queueName("later")).queueUrl();
        sqs.setQueueAttributes(set -> set.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "{}")));

        var told = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.POLICY))
                .attributes();

        assertThat(told).isEqualTo(Map.of(QueueAttributeName.POLICY, "{}"));
    }

    @Test
    void saysThatAQueueIsNotThere() {
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("nowhere")))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void speaksTheQueryProtocolToo() throws Exception {
        String form =
                "Action=CreateQueue&Version=2012-11-05&QueueName=old&Attribute.1.Name=Policy&Attribute.1.Value=%7B%7D"
                        + "&Attribute.2.Name=VisibilityTimeout&Attribute.2.Value=9";
        String created = post("/", form);

        String attributes =
                post("/123456789012/old", "Action=GetQueueAttributes&Version=2012-11-05&AttributeName.1=All");

        assertThat(created.replaceAll("\\s", ""))
                .contains("<QueueUrl>" + SERVED.sandbox().endpoint() + "/123456789012/old</QueueUrl>");
        assertThat(attributes.replaceAll("\\s", ""))
                .contains("<Name>Policy</Name><Value>{}</Value>")
                .contains("<Name>VisibilityTimeout</Name><Value>9</Value>");
    }

    @Test
    void takesTheReceiptOfAMessageThatIsGoneInBothProtocols() throws Exception {
        String url = sqs.createQueue(create -> create.queueName("gone")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("done"));
        String receipt = sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(5))
                .messages()
                .getFirst()
                .receiptHandle();
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));

        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(receipt));
        String old = post(
                "/123456789012/gone",
                "Action=DeleteMessage&Version=2012-11-05&ReceiptHandle=" + receipt.replace("#", "%23"));

        assertThat(old).contains("<DeleteMessageResponse");
        assertThatThrownBy(
                        () -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle("no receipt")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    private static String post(String path, String form) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(SERVED.sandbox().endpoint() + path))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    @Test
    void knowAllAttributesOfAwssModelAndNoOther() throws Exception {
        String url = sqs.createQueue(create -> create.queueName("plain")).queueUrl();
        String form =
                "Action=CreateQueue&Version=2012-11-05&QueueName=grey&Attribute.1.Name=Colour&Attribute.1.Value=red";
        var known = new TreeSet<>(Set.of("All"));
        AwsModel.of("sqs").shape("QueueAttributeName").path("enum").forEach(name -> known.add(name.asText()));

        assertThat(new TreeSet<>(SqsActions.ATTRIBUTES)).isEqualTo(known);
        assertThatThrownBy(() ->
                        sqs.setQueueAttributes(set -> set.queueUrl(url).attributesWithStrings(Map.of("Colour", "red"))))
                .isInstanceOf(InvalidAttributeNameException.class)
                .hasMessageContaining("Unknown Attribute Colour.");
        assertThatThrownBy(() -> sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNamesWithStrings("Colour")))
                .isInstanceOf(InvalidAttributeNameException.class);
        assertThat(post("/", form)).contains("<Code>InvalidAttributeName</Code>");
    }
}

package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A caller who knows the sandbox by another name: here {@code localhost}, elsewhere a container's name or mapped port. */
class OwnNameTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    @Test
    void queuesHaveTheNameThatTheCallerKnows() {
        SqsClient sqs = SERVED.client(SqsClient.builder(), asked());

        String created = sqs.createQueue(create -> create.queueName("known")).queueUrl();
        String looked = sqs.getQueueUrl(get -> get.queueName("known")).queueUrl();
        String listed = sqs.listQueues(list -> list.queueNamePrefix("known"))
                .queueUrls()
                .getFirst();

        assertThat(created).isEqualTo(asked() + "/123456789012/known");
        assertThat(looked).isEqualTo(created);
        assertThat(listed).isEqualTo(created);
    }

    @Test
    void repositoriesHaveTheNameThatTheCallerKnows() {
        EcrClient ecr = SERVED.client(EcrClient.builder(), asked());

        String uri = ecr.createRepository(create -> create.repositoryName("known"))
                .repository()
                .repositoryUri();

        assertThat(uri).isEqualTo(asked().getAuthority() + "/known");
    }

    @Test
    void whatCallersWroteStaysAsTheyWroteIt() {
        SsmClient ssm = SERVED.client(SsmClient.builder(), asked());
        SqsClient sqs = SERVED.client(SqsClient.builder(), asked());
        String written = SERVED.sandbox().endpoint() + "/123456789012/known";
        ssm.putParameter(put -> put.name("/queue").value(written).type("String"));
        String queue = sqs.createQueue(create -> create.queueName("wrote")).queueUrl();
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(written));

        String read = ssm.getParameter(get -> get.name("/queue")).parameter().value();
        String received = sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                .messages()
                .getFirst()
                .body();

        assertThat(read).isEqualTo(written);
        assertThat(received).isEqualTo(written);
    }

    private static URI asked() {
        return URI.create("http://localhost:" + SERVED.sandbox().endpoint().getPort());
    }
}

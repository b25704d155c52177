package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.demo.stage.AwsClients;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** LocalStack's SQS. Skipped, and says so, without an engine or the image. */
class LocalStackQueuesIT extends QueueCases {
    private AwsClients aws;

    @BeforeAll
    void start() throws IOException {
        String absence = LocalStack.absence();
        assumeTrue(absence.isEmpty(), absence);
        aws = new AwsClients(LocalStack.besides(LocalStack.endpoint().toString()));
    }

    @AfterAll
    void stop() {
        if (aws != null) {
            aws.close();
        }
    }

    @Test
    @Override
    void aDelayOfMoreThanFifteenMinutesIsRefused() {
        assertThatThrownBy(super::aDelayOfMoreThanFifteenMinutesIsRefused)
                .as("LocalStack delays as long as anybody likes")
                .isInstanceOf(AssertionError.class);
    }

    @Override
    protected SqsClient sqs() {
        return aws.sqs();
    }
}

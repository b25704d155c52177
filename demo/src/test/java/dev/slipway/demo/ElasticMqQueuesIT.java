package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.Names;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An ElasticMQ as it comes. The sandbox's SQS is one as well, with what is wrong here put right. */
class ElasticMqQueuesIT extends QueueCases {
    private SQSRestServer server;
    private AwsClients aws;

    @BeforeAll
    void start() {
        server = SQSRestServerBuilder.withPort(0)
                .withInterface("127.0.0.1")
                .withAWSRegion("eu-west-1")
                .withAWSAccountId("123456789012")
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        aws = new AwsClients(new Names("eu-west-1", "http://127.0.0.1:" + port));
    }

    @AfterAll
    void stop() {
        aws.close();
        server.stopAndGetFuture();
    }

    @Test
    @Override
    void aMessageMayBeDeletedAgain() {
        assertThatThrownBy(super::aMessageMayBeDeletedAgain)
                .as("ElasticMQ refuses spent receipts")
                .hasMessageContaining("ReceiptHandleIsInvalidException");
    }

    @Test
    @Override
    void anOldReceiptIsNoError() {
        assertThatThrownBy(super::anOldReceiptIsNoError)
                .as("ElasticMQ refuses spent receipts")
                .hasMessageContaining("ReceiptHandleIsInvalidException");
    }

    @Test
    @Override
    void policyAndRetentionReadBackAsTheyWereSet() {
        assertThatThrownBy(super::policyAndRetentionReadBackAsTheyWereSet)
                .as("ElasticMQ forgets attributes that have no effect in it")
                .isInstanceOf(AssertionError.class);
    }

    @Override
    protected SqsClient sqs() {
        return aws.sqs();
    }
}

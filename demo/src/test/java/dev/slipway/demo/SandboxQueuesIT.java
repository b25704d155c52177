package dev.slipway.demo;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The sandbox's SQS. */
class SandboxQueuesIT extends QueueCases {
    private Rehearsal rehearsal;

    @BeforeAll
    void start() throws IOException {
        rehearsal = Rehearsal.open("queues", "1m", "simulated");
    }

    @AfterAll
    void stop() throws IOException {
        rehearsal.close();
    }

    @Override
    protected SqsClient sqs() {
        return rehearsal.theatre().aws().sqs();
    }
}

package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.tasks.RunTasks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whoever presses Ctrl-C wants it over. */
class EndingTest {

    @Test
    void aLongPollDoesNotKeepTheSandboxFromEnding() throws Exception {
        Sandbox sandbox = Wiring.start(Settings.DEFAULT.withPort(0).withTasks(RunTasks.SIMULATED));
        HttpClient http = HttpClient.newHttpClient();
        String queue = sandbox.endpoint() + "/123456789012/q";
        http.send(sqs(sandbox, "Action=CreateQueue&QueueName=q"), BodyHandlers.discarding());
        CompletableFuture<?> poll = http.sendAsync(
                sqs(sandbox, "Action=ReceiveMessage&WaitTimeSeconds=20&QueueUrl=" + queue), BodyHandlers.discarding());
        // What is asked later is answered meanwhile: the poll is under way.
        for (int i = 0; i < 20; i++) {
            http.send(sqs(sandbox, "Action=GetQueueUrl&QueueName=q"), BodyHandlers.discarding());
        }
        assertThat(poll).isNotDone();

        CompletableFuture<?> ending = CompletableFuture.runAsync(sandbox::close);

        assertThat(ending).succeedsWithin(Duration.ofSeconds(15)); // the poll would take 20
        http.shutdownNow();
    }

    private static HttpRequest sqs(Sandbox sandbox, String form) {
        return HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&Version=2012-11-05"))
                .build();
    }
}

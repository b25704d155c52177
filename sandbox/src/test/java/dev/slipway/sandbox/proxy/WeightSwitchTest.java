package dev.slipway.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.testkit.Eventually;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What blue/green is for: users notice nothing. Counts only; how fast it goes is not at issue. */
class WeightSwitchTest extends DataPlaneFixture {
    private static final int CLIENTS = 16;
    private static final int REQUESTS_PER_STEP = 600;

    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void losesNoRequestWhileTrafficMovesAndTheOldTargetStops() throws Exception {
        var blue = TestTarget.saying("blue");
        var green = closedAfterwards(TestTarget.saying("green"));
        Target healthyBlue = Pictures.healthy(blue.port());
        show(weights(100, healthyBlue, 0, green));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(this::askUntilOver));
            }
            awaitRequests();
            for (int percent : List.of(10, 50, 100)) {
                show(weights(100 - percent, healthyBlue, percent, green));
                awaitRequests();
            }
            show(weights(0, Pictures.target(blue.port(), TargetState.DRAINING), 100, green));
            awaitRequests();
            blue.close();
            show(weights(0, null, 100, green));
            awaitRequests();
            over.set(true);
            for (Future<?> client : running) {
                client.get();
            }
        }

        assertThat(outcomes).containsOnlyKeys("200 blue", "200 green");
    }

    private Picture weights(int blueWeight, @Nullable Target blue, int greenWeight, TestTarget green) {
        return Pictures.listeningAt(port)
                .rule(Pictures.forward("blue", blueWeight, "green", greenWeight))
                .group("blue", blue == null ? new Target[0] : new Target[] {blue})
                .group("green", Pictures.healthy(green.port()))
                .picture();
    }

    private void askUntilOver() {
        for (int i = 0; !over.get(); i++) {
            outcomes.computeIfAbsent(ask(i % 3 == 0), unused -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    private String ask(boolean posting) {
        try {
            var request = posting ? request("/").POST(BodyPublishers.ofString("body")) : request("/");
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private void awaitRequests() {
        int enough = asked() + REQUESTS_PER_STEP;
        Eventually.holds(PATIENCE, () -> assertThat(asked()).isGreaterThanOrEqualTo(enough));
    }

    private int asked() {
        return outcomes.values().stream().mapToInt(AtomicInteger::get).sum();
    }
}

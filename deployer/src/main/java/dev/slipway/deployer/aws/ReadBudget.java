package dev.slipway.deployer.aws;

import dev.failsafe.RateLimiter;
import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Of what an account may read from ECS a process takes at most 30 %: the rest is for people, autoscaling and others. AWS counts by
 * groups of actions, each 20 a second and at least 50 at once (Amazon ECS API reference, "Request throttling").
 */
final class ReadBudget implements ExecutionInterceptor {
    private static final int AT_ONCE = 15;
    private static final Duration REFILLED_IN = Duration.ofMillis(2500);
    /** Shorter than a call may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    static final Map<String, String> GROUPS = Map.of(
            "DescribeServices", "service",
            "DescribeServiceDeployments", "deployment",
            "ListServiceDeployments", "deployment",
            "DescribeServiceRevisions", "revision",
            "DescribeTasks", "task",
            "ListTasks", "task",
            "DescribeTaskDefinition", "definition",
            "ListTaskDefinitions", "definition");

    private final int atOnce;
    private final Duration refilledIn;
    private final Duration longestWait;
    private final Map<String, RateLimiter<Object>> limits = new ConcurrentHashMap<>();

    ReadBudget() {
        this(AT_ONCE, REFILLED_IN, LONGEST_WAIT);
    }

    ReadBudget(int atOnce, Duration refilledIn, Duration longestWait) {
        this.atOnce = atOnce;
        this.refilledIn = refilledIn;
        this.longestWait = longestWait;
    }

    /** Of each attempt, since AWS counts each. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        take(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /**
     * Waits for its turn.
     *
     * @throws PortFailure THROTTLED, if that would take too long
     */
    void take(String operation) {
        Optional.ofNullable(GROUPS.get(operation))
                .map(group -> limits.computeIfAbsent(group, each -> limit()))
                .ifPresent(limit -> take(limit, "ecs:" + operation));
    }

    private RateLimiter<Object> limit() {
        return RateLimiter.burstyBuilder(atOnce, refilledIn).build();
    }

    private void take(RateLimiter<Object> limit, String action) {
        try {
            if (!limit.tryAcquirePermit(longestWait)) {
                throw PortFailure.throttled(
                        action, action + " was not sent: this process reads all it may, 30 % of AWS's rate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PortFailure.uncertain(action, action + " was not sent: interrupted");
        }
    }
}

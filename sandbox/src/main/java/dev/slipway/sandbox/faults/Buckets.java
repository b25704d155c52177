package dev.slipway.sandbox.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's token buckets, per account and region. Sources: ECS's request throttling page, Parameter Store's quotas
 * (docs/aws.md, Throttling and Parameter Store). Not thread-safe.
 */
final class Buckets {
    private static final List<Bucket> ALL = List.of(
            new Bucket("ecs", 20, 1, List.of("RegisterTaskDefinition", "DeregisterTaskDefinition")),
            new Bucket("ecs", 50, 20, List.of("DescribeTaskDefinition", "ListTaskDefinitions")),
            new Bucket("ecs", 50, 5, List.of("CreateService", "UpdateService", "DeleteService")),
            new Bucket("ecs", 100, 20, List.of("DescribeServices", "ListServices")),
            new Bucket("ecs", 50, 20, List.of("DescribeServiceDeployments", "ListServiceDeployments")),
            new Bucket("ecs", 50, 20, List.of("DescribeServiceRevisions")),
            new Bucket("ecs", 100, 20, List.of("DescribeTasks", "ListTasks")),
            new Bucket("ssm", 40, 40, List.of("GetParameter", "GetParameters", "GetParametersByPath")),
            new Bucket(
                    "ssm",
                    3,
                    3,
                    List.of("PutParameter", "GetParameterHistory", "DescribeParameters", "LabelParameterVersion")),
            new Bucket("ssm", 3, 3, List.of("DeleteParameter", "DeleteParameters")));

    private final Map<Bucket, Level> levels = new HashMap<>();

    /** Calls that share tokens: {@code burst} of them at once, {@code perSecond} in the long run. */
    private record Bucket(String service, int burst, int perSecond, List<String> actions) {
        Bucket {
            actions = List.copyOf(actions);
        }
    }

    private record Level(double tokens, Instant at) {}

    /** Takes a token for this call; answers whether there was one. Calls of no known bucket need none. */
    boolean take(String service, String action, Instant now) {
        Optional<Bucket> found = ALL.stream()
                .filter(bucket ->
                        bucket.service().equals(service) && bucket.actions().contains(action))
                .findFirst();
        return found.isEmpty() || take(found.get(), now);
    }

    private boolean take(Bucket bucket, Instant now) {
        Level level = levels.getOrDefault(bucket, new Level(bucket.burst(), now));
        double gained = Duration.between(level.at(), now).toNanos() / 1e9 * bucket.perSecond();
        double tokens = Math.min(bucket.burst(), level.tokens() + gained);
        boolean enough = tokens >= 1;
        levels.put(bucket, new Level(enough ? tokens - 1 : tokens, now));
        return enough;
    }
}

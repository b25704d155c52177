package dev.slipway.sandbox.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every modelled service but SQS and S3. */
final class Apis {
    private final List<Api> all = List.of(
            EcsActions.api(),
            ElbActions.api(),
            CloudWatchActions.api(),
            SsmActions.api(),
            EventsActions.api(),
            StsActions.api(),
            EcrActions.api(),
            DynamoActions.api());

    /** By what stands before the action in {@code X-Amz-Target}, or by the service in Smithy RPC's path. */
    Optional<Api> byTargetPrefix(String prefix) {
        return all.stream()
                .filter(api -> !prefix.isEmpty() && api.names().targetPrefix().equals(prefix))
                .findFirst();
    }

    /** By the query protocol's {@code Version}, or else by the service the request is signed for. */
    Optional<Api> byVersion(String version, String service) {
        return all.stream()
                .filter(api -> api.names().version().equals(version)
                        || (version.isEmpty() && api.names().service().equals(service)))
                .findFirst();
    }

    /** Whose action a call is; empty if it is no action of AWS's but a report from the world. */
    Optional<Api> answering(Class<?> call) {
        return all.stream().filter(api -> api.answers(call)).findFirst();
    }

    /** For each service, its modelled actions. */
    Map<String, List<String>> services() {
        var services = new TreeMap<String, List<String>>();
        all.forEach(api -> services.put(api.names().service(), api.actions()));
        services.put("sqs", SqsActions.ALL);
        services.put("s3", S3Actions.ALL);
        return services;
    }
}

package dev.slipway.deployer.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.reconcile.port.Alarms;
import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.LoadBalancers;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.Secrets;
import dev.slipway.deployer.reconcile.port.StartDeployment;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.deployer.reconcile.port.WakeUps;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every method of every adapter, callable with some arguments: for what has to hold of all of them. */
final class PortCalls {
    private static final Map<Class<?>, Class<?>> ADAPTERS = Map.ofEntries(
            Map.entry(Ecs.class, AwsEcs.class),
            Map.entry(Tasks.class, AwsTasks.class),
            Map.entry(LoadBalancers.class, ElbLoadBalancers.class),
            Map.entry(Alarms.class, CloudWatchAlarms.class),
            Map.entry(Images.class, EcrImages.class),
            Map.entry(Journal.class, DynamoJournal.class),
            Map.entry(Inbox.class, SqsInbox.class),
            Map.entry(WakeUps.class, SqsWakeUps.class),
            Map.entry(Parameters.class, SsmParameters.class),
            Map.entry(Announcer.class, EventBridgeAnnouncer.class),
            Map.entry(ConfigFiles.class, ConfigBucket.class),
            Map.entry(Secrets.class, SsmSecrets.class));

    /** What every effect is told. */
    static final Instant ACT_BEFORE = TestClock.NOON.plusSeconds(5);

    private PortCalls() {}

    /** One method of one adapter. */
    record PortCall(Class<?> adapter, Method method) {

        String[] actions() {
            Iam iam = method.getAnnotation(Iam.class);
            if (iam == null) {
                throw new AssertionError(this + " declares no IAM action");
            }
            return iam.value();
        }

        boolean isFenced() {
            return Arrays.asList(method.getParameterTypes()).contains(Instant.class);
        }

        /** Calls it on an adapter of its own; what it throws is thrown as it is. */
        Object invoke(AwsClients clients, Clock clock) throws Throwable {
            try {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(PortCalls::some)
                        .toArray();
                Object answer = method.invoke(made(adapter, clients, clock), arguments);
                return answer == null ? "nothing" : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        @Override
        public String toString() {
            return adapter.getSimpleName() + "." + method.getName();
        }
    }

    static Stream<PortCall> all() {
        return ADAPTERS.entrySet().stream()
                .flatMap(adapter -> Arrays.stream(adapter.getKey().getDeclaredMethods())
                        .filter(method -> !method.getName().equals("location")) // asks nobody
                        .map(method -> new PortCall(adapter.getValue(), implementation(adapter.getValue(), method))))
                .sorted(Comparator.comparing(PortCall::toString));
    }

    private static Method implementation(Class<?> adapter, Method method) {
        try {
            return adapter.getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw new AssertionError(adapter + " lacks " + method, e);
        }
    }

    private static Object made(Class<?> type, AwsClients clients, Clock clock) {
        return switch (type.getSimpleName()) {
            case "AwsEcs" -> new AwsEcs(clients, clock);
            case "AwsTasks" -> new AwsTasks(clients, clock);
            case "ElbLoadBalancers" -> new ElbLoadBalancers(clients);
            case "CloudWatchAlarms" -> new CloudWatchAlarms(clients);
            case "EcrImages" -> new EcrImages(clients);
            case "DynamoJournal" -> new DynamoJournal(clients, "slipway");
            case "SqsInbox" -> new SqsInbox(clients, "http://127.0.0.1/queue");
            case "SqsWakeUps" -> new SqsWakeUps(clients, "http://127.0.0.1/queue");
            case "SsmParameters" -> new SsmParameters(clients);
            case "EventBridgeAnnouncer" -> new EventBridgeAnnouncer(clients);
            case "ConfigBucket" -> new ConfigBucket(clients, clock, "bucket", "prod");
            case "SsmSecrets" -> new SsmSecrets(clients);
            default -> throw new AssertionError(type);
        };
    }

    private static Object some(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "ssm:some";
            case "int" -> 1;
            case "boolean" -> true;
            case "List" -> List.of("some");
            case "SortedMap" -> tags();
            case "Instant" -> ACT_BEFORE;
            case "Duration" -> Duration.ofSeconds(1);
            case "ObjectNode" -> definition();
            case "HookAction" -> HookAction.ROLLBACK;
            case "Digest" -> new Digest("sha256:" + "a".repeat(64));
            case "ServiceName" -> new ServiceName("shop");
            case "Message" -> new Inbox.Message("id", "receipt", "body", 1);
            case "Item" -> new Journal.Item("pk", "sk", "body", 1, "owner", Optional.empty());
            case "Condition" -> new Journal.Condition.None();
            case "Start" ->
                new Tasks.Start(
                        "main",
                        "shop:7",
                        new Tasks.Placement(JsonNodeFactory.instance.objectNode()),
                        "app",
                        List.of("check"),
                        "slipway/R/test/1");
            case "StartDeployment" ->
                new StartDeployment(
                        "main", "shop", "shop:7", new Strategy.BlueGreen(Duration.ZERO), true, List.of(), List.of());
            default -> throw new AssertionError(type);
        };
    }

    private static SortedMap<String, String> tags() {
        return new TreeMap<>(Map.of("slipway:release", "some"));
    }

    private static ObjectNode definition() {
        return JsonNodeFactory.instance.objectNode().put("family", "shop");
    }
}

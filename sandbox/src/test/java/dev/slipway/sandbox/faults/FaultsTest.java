package dev.slipway.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.Emitted.Deliver;
import dev.slipway.sandbox.wire.Interference.Disturbance;
import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int MANY = 1_000;
    private static final long SPREAD = 80;

    @Test
    void bucketsFillHoweverFastCallsCome() {
        var buckets = new Buckets();
        IntStream.range(0, 50).forEach(call -> buckets.take("ecs", "UpdateService", NOON));

        long taken = IntStream.rangeClosed(1, 4_004)
                .filter(call -> buckets.take("ecs", "UpdateService", NOON.plusNanos(call * 500_000L)))
                .count();

        assertThat(taken).isEqualTo(10);
    }

    /** The numbers of ECS's throttling page and of Parameter Store's quotas (docs/aws.md, Throttling and Parameter Store). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ecs |  20 |  1 | RegisterTaskDefinition DeregisterTaskDefinition
            ecs |  50 | 20 | DescribeTaskDefinition ListTaskDefinitions
            ecs |  50 |  5 | CreateService UpdateService DeleteService
            ecs | 100 | 20 | DescribeServices ListServices
            ecs |  50 | 20 | DescribeServiceDeployments ListServiceDeployments
            ecs |  50 | 20 | DescribeServiceRevisions
            ecs | 100 | 20 | DescribeTasks ListTasks
            ssm |  40 | 40 | GetParameter GetParameters GetParametersByPath
            ssm |   3 |  3 | PutParameter GetParameterHistory DescribeParameters LabelParameterVersion
            ssm |   3 |  3 | DeleteParameter DeleteParameters
            """)
    void callsOfABucketShareItsBurstAndItsRefill(String service, int burst, int perSecond, String actions) {
        var buckets = new Buckets();

        List<Integer> taken = new ArrayList<>();
        for (int seconds : List.of(0, 1, 2, 3_600)) {
            taken.add(taken(buckets, service, actions.split(" "), NOON.plusSeconds(seconds)));
        }

        assertThat(taken).containsExactly(burst, perSecond, perSecond, burst);
    }

    @Test
    void bucketsAreDrawnFromOneByOne() {
        var buckets = new Buckets();
        taken(buckets, "ecs", new String[] {"UpdateService"}, NOON);

        assertThat(buckets.take("ecs", "UpdateService", NOON)).isFalse();
        assertThat(buckets.take("ecs", "DescribeServices", NOON)).isTrue();
        assertThat(buckets.take("ssm", "UpdateService", NOON)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContinueServiceDeployment", "StopServiceDeployment"})
    void callsOfNoKnownBucketAreNeverThrottled(String action) {
        assertThat(taken(new Buckets(), "ecs", new String[] {action}, NOON)).isEqualTo(MANY);
    }

    @Test
    void nothingGoesWrongUnlessItIsAskedFor() {
        var faults = new Faults(() -> NOON);

        var kinds = IntStream.range(0, MANY)
                .mapToObj(call -> faults.of("ecs", "UpdateService").kind())
                .distinct()
                .toList();

        assertThat(kinds).containsExactly(Disturbance.Kind.NONE);
        assertThat(faults.arrivals(event("aws.ecr"))).containsExactly(Duration.ZERO);
        assertThat(faults.done()).isEmpty();
    }

    @Test
    void anotherPlanFindsTheBucketsFull() {
        var faults = new Faults(() -> NOON);
        var throttling = new FaultPlan(0, true, List.of(), List.of());
        faults.follow(throttling);
        IntStream.range(0, 51).forEach(call -> faults.of("ecs", "UpdateService"));
        var throttled = faults.done();

        faults.follow(throttling);

        assertThat(throttled).isEqualTo(Map.of("throttled ecs UpdateService", 1));
        assertThat(faults.done()).isEmpty();
        assertThat(faults.of("ecs", "UpdateService")).isEqualTo(Disturbance.NONE);
    }

    @Test
    void aSeedDecidesWhichCallsFail() {
        var faults = new Faults(() -> NOON);
        var sometimes = new CallFault(
                "*", "*", 0.3, Integer.MAX_VALUE, CallFault.When.AFTER, 503, "ServerException", Duration.ofSeconds(2));

        var first = kinds(faults, new FaultPlan(7, false, List.of(sometimes), List.of()));
        var again = kinds(faults, new FaultPlan(7, false, List.of(sometimes), List.of()));
        var other = kinds(faults, new FaultPlan(8, false, List.of(sometimes), List.of()));

        assertThat(first).contains(Disturbance.Kind.NONE, Disturbance.Kind.UNANSWERED);
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(first.stream().filter(Disturbance.Kind.UNANSWERED::equals).count())
                .isBetween(20L, 40L);
    }

    @Test
    void aFaultStrikesOnlyTheCallsItNamesAndSaysWhatItWasTold() {
        var faults = new Faults(() -> NOON);
        var slow = new CallFault(
                "ssm", "*", 1, 1_000, CallFault.When.BEFORE, 200, "InternalFailure", Duration.ofSeconds(3));
        var full = new CallFault(
                "*", "PutItem", 1, 1, CallFault.When.BEFORE, 400, "ThroughputExceeded", Duration.ofMillis(5));
        faults.follow(new FaultPlan(0, false, List.of(slow, full), List.of()));

        faults.of("dynamodb", "GetItem");
        var put = faults.of("dynamodb", "PutItem");
        var kinds = List.of(
                faults.of("dynamodb", "PutItem").kind(),
                faults.of("dynamodb", "GetItem").kind(),
                faults.of("ssm", "PutItem").kind());

        assertThat(List.of(put.kind(), put.refusal().code(), put.refusal().httpStatus(), put.delay()))
                .isEqualTo(List.of(Disturbance.Kind.REFUSED, "ThroughputExceeded", 400, Duration.ofMillis(5)));
        assertThat(kinds).containsExactly(Disturbance.Kind.NONE, Disturbance.Kind.NONE, Disturbance.Kind.SLOW);
        assertThat(faults.done()).isEqualTo(Map.of("failed dynamodb PutItem", 1, "delayed ssm PutItem", 1));
    }

    @Test
    void theFirstFaultThatFitsAnEventCounts() {
        var faults = new Faults(() -> NOON);
        faults.follow(new FaultPlan(
                0,
                false,
                List.of(),
                List.of(
                        new EventFault("aws.ecr", "Other", 1, 0, Duration.ZERO),
                        new EventFault("aws.ecr", "*", 0, 1, Duration.ZERO),
                        new EventFault("*", "*", 1, 0, Duration.ZERO))));

        assertThat(faults.arrivals(event("aws.ecr"))).containsExactly(Duration.ZERO, Duration.ZERO);
        assertThat(faults.arrivals(event("aws.ecs"))).isEmpty();
    }

    @Test
    void aDelayIsTheMostAnEventIsLate() {
        assertThat(arrivals(7).stream().flatMap(List::stream).toList())
                .allMatch(late -> !late.isNegative() && late.compareTo(Duration.ofSeconds(5)) <= 0)
                .anyMatch(late -> late.compareTo(Duration.ofSeconds(4)) > 0)
                .anyMatch(late -> late.compareTo(Duration.ofSeconds(1)) < 0);
    }

    /** The seed is one whose delays are some tenths of a second apart. */
    @Test
    void lateEventsComeInTheOrderOfTheirDelays() {
        var plan =
                new FaultPlan(SPREAD, false, List.of(), List.of(new EventFault("*", "*", 0, 0, Duration.ofSeconds(2))));
        var twin = new Faults(() -> NOON);
        twin.follow(plan);
        var due = new TreeMap<Duration, String>();
        var faults = new Faults(() -> NOON);
        faults.follow(plan);
        var arrived = Collections.synchronizedList(new ArrayList<String>());

        try (var deliveries = new UnreliableDeliveries(
                message -> arrived.add(message.body().path("source").asText()), faults)) {
            for (String name : List.of("a", "b", "c", "d")) {
                due.put(twin.arrivals(event(name)).getFirst(), name);
                deliveries.deliver(new Deliver("queue", event(name), "", "rule", ""));
            }
            Eventually.holds(Duration.ofSeconds(20), () -> assertThat(arrived).hasSize(4));
        }

        assertThat(arrived).isEqualTo(List.copyOf(due.values())).isNotEqualTo(List.of("a", "b", "c", "d"));
    }

    private static int taken(Buckets buckets, String service, String[] actions, Instant now) {
        return Math.toIntExact(IntStream.range(0, MANY)
                .filter(call -> buckets.take(service, actions[call % actions.length], now))
                .count());
    }

    private static List<Disturbance.Kind> kinds(Faults faults, FaultPlan plan) {
        faults.follow(plan);
        return IntStream.range(0, 100)
                .mapToObj(call -> faults.of("ecs", "UpdateService").kind())
                .toList();
    }

    private static ObjectNode event(String source) {
        return JsonNodeFactory.instance.objectNode().put("source", source).put("detail-type", "Thing");
    }

    @Test
    void faultsThatReadAlikeStrikeEachAsOftenAsItSays() {
        var faults = new Faults(() -> NOON);
        faults.follow(new FaultPlan(0, false, List.of(once(), once()), List.of()));

        var kinds = IntStream.range(0, 3)
                .mapToObj(call -> faults.of("ecs", "UpdateService").kind())
                .toList();

        assertThat(kinds).containsExactly(Disturbance.Kind.REFUSED, Disturbance.Kind.REFUSED, Disturbance.Kind.NONE);
    }

    @Test
    void thePlanThatIsInForceBeginsAnewIfItIsAskedForAgain() {
        var faults = new Faults(() -> NOON);
        var plan = new FaultPlan(0, false, List.of(once()), List.of());
        faults.follow(plan);
        faults.of("ecs", "UpdateService");

        faults.follow(plan);

        assertThat(faults.of("ecs", "UpdateService").kind()).isEqualTo(Disturbance.Kind.REFUSED);
    }

    @Test
    void aSeedDecidesWhichEventsAreLostDoubledAndLate() {
        var first = arrivals(7);

        assertThat(arrivals(7)).isEqualTo(first);
        assertThat(arrivals(8)).isNotEqualTo(first);
        assertThat(first).extracting(List::size).contains(0, 1, 2);
        var inOrderOfSending = first.stream().flatMap(List::stream).toList();
        assertThat(inOrderOfSending)
                .isNotEqualTo(inOrderOfSending.stream().sorted().toList());
    }

    private static List<List<Duration>> arrivals(long seed) {
        var faults = new Faults(() -> NOON);
        faults.follow(new FaultPlan(
                seed, false, List.of(), List.of(new EventFault("*", "*", 0.3, 0.3, Duration.ofSeconds(5)))));
        return IntStream.range(0, 50)
                .mapToObj(event -> faults.arrivals(JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    private static CallFault once() {
        return new CallFault("ecs", "*", 1, 1, CallFault.When.BEFORE, 500, "InternalFailure", Duration.ZERO);
    }
}

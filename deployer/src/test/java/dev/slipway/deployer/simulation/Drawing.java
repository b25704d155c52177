package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.simulation.Scenario.Channel;
import dev.slipway.deployer.simulation.Scenario.Foreign;
import dev.slipway.deployer.simulation.Scenario.Meddling;
import dev.slipway.deployer.simulation.Scenario.Order;
import dev.slipway.deployer.simulation.Scenario.Push;
import dev.slipway.deployer.simulation.Scenario.Remaking;
import dev.slipway.sandbox.model.AwsVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Draws what happens in one run. */
final class Drawing {
    private static final List<String> COMMANDS =
            List.of("rollback", "promote", "hold", "resume", "promote", "rollback", "retry", "retry");
    private static final List<String> COMMANDS_TO_ALL = List.of("hold", "resume", "resume", "promote");

    private Drawing() {}

    static Scenario draw(RandomGenerator random) {
        boolean isCalm = random.nextInt(5) == 0;
        Shape shape = shape(random);
        boolean hasProduction = random.nextInt(3) > 0 && shape.has(GateKind.PRODUCTION);
        boolean hasApproval = random.nextInt(5) == 0 && shape.hasGates();
        boolean isBootstrap = random.nextInt(10) == 0;
        var pushes = pushes(random, shape, hasProduction);
        Duration busy = pushes.getLast().at().plusMinutes(20);
        var scenario = new Scenario(
                1 + random.nextInt(3),
                AwsVariant.draw(random),
                isCalm ? Map.of() : rates(random),
                isBootstrap,
                random.nextInt(3) == 0,
                hasApproval,
                hasProduction,
                1 + random.nextInt(2),
                random.nextInt(4),
                random.nextInt(2),
                pushes,
                orders(random, busy, hasApproval, pushes),
                isBootstrap ? Optional.empty() : foreign(random, busy, shape, hasProduction),
                List.of(OnForeign.values()).get(random.nextInt(3)),
                supersede(random),
                meddling(random, busy),
                shape,
                random.nextInt(30) == 0 ? Optional.of(within(random, busy)) : Optional.empty(),
                Optional.empty(),
                busy);
        return scenario.deleted().isPresent() && random.nextBoolean() ? madeAgain(random, scenario) : scenario;
    }

    /** Something is pushed afterwards, mostly while its first deployment is under way. */
    private static Scenario madeAgain(RandomGenerator random, Scenario scenario) {
        Duration deleted = scenario.deleted().orElseThrow();
        Duration at = deleted.plusMinutes(5).plusSeconds(random.nextInt(900));
        Quality first = random.nextBoolean() ? Quality.GOOD : Quality.CRASHES;
        var pushes = new ArrayList<>(scenario.pushes());
        int count = 1 + random.nextInt(2);
        Duration pushed = at;
        for (int i = 0; i < count; i++) {
            pushed = pushed.plusSeconds(random.nextInt(900));
            Quality quality = quality(random, scenario.shape(), scenario.hasProduction());
            pushes.add(new Push(pushed, "v" + (pushes.size() + 1), digest(random), quality));
        }
        pushes.sort(Comparator.comparing(Push::at));
        Duration busy = pushes.getLast().at().plusMinutes(20);
        return scenario.remaking(pushes, deleted, new Remaking(at, first), busy);
    }

    private static Optional<Meddling> meddling(RandomGenerator random, Duration busy) {
        if (random.nextInt(6) > 0) {
            return Optional.empty();
        }
        Duration from = within(random, busy);
        HookAction action = random.nextInt(3) == 0 ? HookAction.ROLLBACK : HookAction.CONTINUE;
        return Optional.of(new Meddling(from, Duration.ofSeconds(random.nextInt(180)), action));
    }

    /** Mostly what is the default. */
    private static Supersede supersede(RandomGenerator random) {
        return switch (random.nextInt(5)) {
            case 0 -> Supersede.REPLACE;
            case 1 -> Supersede.FINISH_ALL;
            default -> Supersede.QUEUE_LATEST;
        };
    }

    private static List<Push> pushes(RandomGenerator random, Shape shape, boolean hasProduction) {
        var pushes = new ArrayList<Push>();
        Duration at = Duration.ofSeconds(60 + random.nextInt(240));
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pushes.add(new Push(at, "v" + (i + 1), digest(random), quality(random, shape, hasProduction)));
            at = at.plusSeconds(random.nextInt(3) == 0 ? 1 + random.nextInt(120) : random.nextInt(1500));
        }
        if (random.nextInt(4) == 0) {
            Push again = pushes.get(random.nextInt(pushes.size()));
            pushes.add(new Push(at.plusSeconds(5), "v" + (count + 1), again.digest(), again.quality()));
        }
        return pushes;
    }

    private static Quality quality(RandomGenerator random, Shape shape, boolean hasProduction) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> shape == Shape.WORKER ? Quality.ENDS_LATER : Quality.FAILS_TEST;
            case 3 -> Quality.CRASHES;
            case 4 -> hasProduction ? Quality.FAILS_PRODUCTION : Quality.GOOD;
            default -> Quality.GOOD;
        };
    }

    private static List<Order> orders(RandomGenerator random, Duration busy, boolean hasApproval, List<Push> pushes) {
        var orders = new ArrayList<Order>();
        int count = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            orders.add(order(random, within(random, busy), pushes));
        }
        if (hasApproval && random.nextInt(3) > 0) {
            for (long minute = 5; minute < busy.toMinutes(); minute += 5 + random.nextInt(10)) {
                orders.add(new Order(Duration.ofMinutes(minute), "promote", Channel.OWN));
            }
        }
        orders.sort((one, other) -> one.at().compareTo(other.at()));
        return orders;
    }

    private static Order order(RandomGenerator random, Duration at, List<Push> pushes) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Order(at, any(random, COMMANDS_TO_ALL), Channel.ALL);
            case 2, 3, 4 -> new Order(at, administrators(random, pushes), Channel.ADMIN);
            default -> new Order(at, any(random, COMMANDS), Channel.OWN);
        };
    }

    private static String administrators(RandomGenerator random, List<Push> pushes) {
        Push one = any(random, pushes);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> "rollback emergency";
            case 3, 4 -> Order.FORCE;
            case 5 ->
                "deploy " + (random.nextBoolean() ? one.tag() : one.digest().value());
            case 6 -> "clear " + one.digest().value();
            default -> "detach";
        };
    }

    private static Optional<Foreign> foreign(
            RandomGenerator random, Duration busy, Shape shape, boolean hasProduction) {
        if (random.nextInt(4) > 0) {
            return Optional.empty();
        }
        Duration at = within(random, busy);
        boolean isTheFirst = random.nextInt(4) == 0;
        return Optional.of(new Foreign(
                at,
                isTheFirst ? SetUp.FIRST : digest(random),
                isTheFirst ? Quality.GOOD : foreignQuality(random, shape, hasProduction),
                random.nextInt(4) > 0));
    }

    /** Tasks that end, started by hand without a circuit breaker, would keep ECS busy for ever. */
    private static Quality foreignQuality(RandomGenerator random, Shape shape, boolean hasProduction) {
        return switch (quality(random, shape, hasProduction)) {
            case CRASHES -> shape.hasLoadBalancer() ? Quality.FAILS_TEST : Quality.GOOD;
            case ENDS_LATER -> Quality.GOOD;
            case FAILS_TEST -> Quality.FAILS_TEST;
            case FAILS_PRODUCTION -> Quality.FAILS_PRODUCTION;
            case GOOD -> Quality.GOOD;
        };
    }

    private static Map<Fault, Double> rates(RandomGenerator random) {
        var rates = new EnumMap<Fault, Double>(Fault.class);
        for (Fault fault : Fault.values()) {
            if (random.nextBoolean()) {
                double lot = random.nextDouble();
                rates.put(
                        fault,
                        switch (fault.where()) {
                            case CALL, EFFECT -> 0.001 + lot * 0.012;
                            case GATE -> 0.1 + lot * 0.7;
                            case HOOK -> lot * 0.1;
                            case START -> lot * 0.3;
                            case OUTAGE -> 0.1 + lot * 0.4;
                            case EVENT, MESSAGE, TASK -> lot * 0.4;
                        });
            }
        }
        return rates;
    }

    private static Digest digest(RandomGenerator random) {
        var hex = new StringBuilder("sha256:");
        for (int i = 0; i < 64; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return new Digest(hex.toString());
    }

    private static Shape shape(RandomGenerator random) {
        return switch (random.nextInt(11)) {
            case 0, 1 -> Shape.CANARY;
            case 2, 3 -> Shape.LINEAR;
            case 4 -> Shape.ROLLING;
            case 5 -> Shape.WORKER;
            case 6 -> Shape.CHECKED;
            default -> Shape.BLUE_GREEN;
        };
    }

    private static Duration within(RandomGenerator random, Duration busy) {
        return Duration.ofSeconds(60 + random.nextLong(busy.toSeconds()));
    }

    private static <T> T any(RandomGenerator random, List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.sandbox.model.AwsVariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is drawn for one run before it begins.
 *
 * @param workers        how many processes; 1 to 3
 * @param faultRates     empty in fair weather
 * @param isBootstrap    whether the service has never run: its first deployment is under way and can't succeed
 * @param hasTemplate    whether task definitions come from a file, not from the live revision
 * @param hasApproval    whether the test gate wants a person's word
 * @param hasProduction  whether there is a gate under production traffic
 * @param desiredCount   tasks of the service
 * @param pushes         in the order of time
 * @param orders         what operators write, in the order of time
 * @param foreign        what someone else deploys past us, if someone does
 * @param onForeign      what is configured for that
 * @param supersede      what is configured for a newer push
 * @param meddling       what someone else answers a hook of ours, if someone does
 * @param badWeather     how long faults strike
 */
record Scenario(
        int workers,
        AwsVariant variant,
        Map<Fault, Double> faultRates,
        boolean isBootstrap,
        boolean hasTemplate,
        boolean hasApproval,
        boolean hasProduction,
        int desiredCount,
        int bakeMinutes,
        int automaticRetries,
        List<Push> pushes,
        List<Order> orders,
        Optional<Foreign> foreign,
        OnForeign onForeign,
        Supersede supersede,
        Optional<Meddling> meddling,
        Duration badWeather) {
    private static final List<String> COMMANDS =
            List.of("rollback", "promote", "hold", "resume", "promote", "rollback", "retry", "retry");
    private static final List<String> COMMANDS_TO_ALL = List.of("hold", "resume", "resume", "promote");

    Scenario {
        pushes = List.copyOf(pushes);
        orders = List.copyOf(orders);
    }

    /** An image is pushed, or a tag moved to one that is there. */
    record Push(Duration at, String tag, Digest digest, Quality quality) {}

    /** Somebody writes the service's command parameter, or the one for all services. */
    record Order(Duration at, String command, boolean toAll) {}

    /**
     * Somebody deploys by hand.
     *
     * @param keepsHooks whether the service's hooks stay as they are, so that it pauses at them
     */
    record Foreign(Duration at, Digest digest, Quality quality, boolean keepsHooks) {}

    /**
     * Somebody answers for us.
     *
     * @param from the first hook that waits after that is answered
     * @param after how long it waits by then
     */
    record Meddling(Duration from, Duration after, HookAction action) {}

    boolean isCalm() {
        return faultRates.isEmpty();
    }

    static Scenario draw(RandomGenerator random) {
        boolean isCalm = random.nextInt(5) == 0;
        boolean hasProduction = random.nextInt(3) > 0;
        boolean hasApproval = random.nextInt(5) == 0;
        boolean isBootstrap = random.nextInt(10) == 0;
        var pushes = pushes(random, hasProduction);
        Duration busy = pushes.getLast().at().plusMinutes(20);
        return new Scenario(
                1 + random.nextInt(3),
                AwsVariant.draw(random),
                isCalm ? Map.of() : rates(random),
                isBootstrap,
                isBootstrap || random.nextInt(3) == 0,
                hasApproval,
                hasProduction,
                1 + random.nextInt(2),
                random.nextInt(4),
                random.nextInt(2),
                pushes,
                orders(random, busy, hasApproval),
                isBootstrap ? Optional.empty() : foreign(random, busy, hasProduction),
                List.of(OnForeign.values()).get(random.nextInt(3)),
                supersede(random),
                meddling(random, busy),
                busy);
    }

    /** One process, nothing happens, nothing goes wrong. */
    static Scenario fair() {
        return new Scenario(
                1,
                AwsVariant.likeliest(),
                Map.of(),
                false,
                true,
                false,
                false,
                1,
                0,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                OnForeign.GATE,
                Supersede.QUEUE_LATEST,
                Optional.empty(),
                Duration.ZERO);
    }

    private static Optional<Meddling> meddling(RandomGenerator random, Duration busy) {
        if (random.nextInt(6) > 0) {
            return Optional.empty();
        }
        Duration from = Duration.ofSeconds(60 + random.nextLong(busy.toSeconds()));
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

    private static List<Push> pushes(RandomGenerator random, boolean hasProduction) {
        var pushes = new ArrayList<Push>();
        Duration at = Duration.ofSeconds(60 + random.nextInt(240));
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            pushes.add(new Push(at, "v" + (i + 1), digest(random), quality(random, hasProduction)));
            at = at.plusSeconds(random.nextInt(3) == 0 ? 1 + random.nextInt(120) : random.nextInt(1500));
        }
        if (random.nextInt(4) == 0) {
            Push again = pushes.get(random.nextInt(pushes.size()));
            pushes.add(new Push(at.plusSeconds(5), "v" + (count + 1), again.digest(), again.quality()));
        }
        return pushes;
    }

    private static Quality quality(RandomGenerator random, boolean hasProduction) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> Quality.FAILS_TEST;
            case 3 -> Quality.CRASHES;
            case 4 -> hasProduction ? Quality.FAILS_PRODUCTION : Quality.GOOD;
            default -> Quality.GOOD;
        };
    }

    private static List<Order> orders(RandomGenerator random, Duration busy, boolean hasApproval) {
        var orders = new ArrayList<Order>();
        int count = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            boolean toAll = random.nextInt(5) == 0;
            List<String> commands = toAll ? COMMANDS_TO_ALL : COMMANDS;
            String command = commands.get(random.nextInt(commands.size()));
            orders.add(new Order(Duration.ofSeconds(60 + random.nextLong(busy.toSeconds())), command, toAll));
        }
        if (hasApproval && random.nextInt(3) > 0) {
            for (long minute = 5; minute < busy.toMinutes(); minute += 5 + random.nextInt(10)) {
                orders.add(new Order(Duration.ofMinutes(minute), "promote", false));
            }
        }
        orders.sort((one, other) -> one.at().compareTo(other.at()));
        return orders;
    }

    private static Optional<Foreign> foreign(RandomGenerator random, Duration busy, boolean hasProduction) {
        if (random.nextInt(4) > 0) {
            return Optional.empty();
        }
        Duration at = Duration.ofSeconds(60 + random.nextLong(busy.toSeconds()));
        boolean isTheFirst = random.nextInt(4) == 0;
        return Optional.of(new Foreign(
                at,
                isTheFirst ? SetUp.FIRST : digest(random),
                isTheFirst ? Quality.GOOD : foreignQuality(random, hasProduction),
                random.nextInt(4) > 0));
    }

    /** Tasks that end at once, started by hand without a circuit breaker, would keep ECS busy for ever. */
    private static Quality foreignQuality(RandomGenerator random, boolean hasProduction) {
        Quality quality = quality(random, hasProduction);
        return quality == Quality.CRASHES ? Quality.FAILS_TEST : quality;
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
}

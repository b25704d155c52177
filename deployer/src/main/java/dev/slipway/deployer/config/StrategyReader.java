package dev.slipway.deployer.config;

import dev.slipway.deployer.model.Strategy;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code strategy}. The ranges are those of ECS's API reference, DeploymentConfiguration. */
final class StrategyReader {
    private static final Duration BAKE = Duration.ofMinutes(10);
    static final Strategy DEFAULT = new Strategy.BlueGreen(BAKE);

    private enum Kind {
        BLUE_GREEN,
        CANARY,
        LINEAR,
        ROLLING
    }

    private StrategyReader() {}

    static Strategy read(Optional<Fields> written) {
        if (written.isEmpty()) {
            return DEFAULT;
        }
        Fields fields = written.get();
        Optional<Kind> kind = fields.required("kind").flatMap(value -> value.choice(Kind.class));
        if (kind.isEmpty()) {
            return DEFAULT;
        }
        Strategy strategy = switch (kind.get()) {
            case BLUE_GREEN -> new Strategy.BlueGreen(bake(fields));
            case CANARY ->
                new Strategy.Canary(
                        percent(fields, "percent", 0.1, 5),
                        minutes(fields, "stepBake", Duration.ofMinutes(10)),
                        bake(fields));
            case LINEAR ->
                new Strategy.Linear(
                        percent(fields, "step", 3, 10), minutes(fields, "every", Duration.ofMinutes(6)), bake(fields));
            case ROLLING -> rolling(fields);
        };
        fields.close();
        return strategy;
    }

    private static Strategy.Rolling rolling(Fields fields) {
        Optional<Value> min = fields.optional("minHealthyPercent");
        Optional<Value> max = fields.optional("maxPercent");
        var rolling = new Strategy.Rolling(
                min.flatMap(value -> value.number(0, 100)).orElse(Strategy.Rolling.DEFAULT.minHealthyPercent()),
                max.flatMap(value -> value.number(100, 200)).orElse(Strategy.Rolling.DEFAULT.maxPercent()));
        if (rolling.minHealthyPercent() == rolling.maxPercent()) {
            max.or(() -> min)
                    .ifPresent(value -> value.fault("strategy.minHealthyPercent and strategy.maxPercent are both 100:"
                            + " ECS could neither stop an old task nor start a new one"));
        }
        return rolling;
    }

    private static Duration bake(Fields fields) {
        return minutes(fields, "bake", BAKE);
    }

    private static Duration minutes(Fields fields, String key, Duration otherwise) {
        return fields.optional(key).flatMap(Value::minutes).orElse(otherwise);
    }

    private static double percent(Fields fields, String key, double min, double otherwise) {
        return fields.optional(key).flatMap(value -> value.percent(min)).orElse(otherwise);
    }
}

package dev.slipway.deployer.testing;

import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.model.TagPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Builds service configurations, saying only what matters. */
public final class Specs {
    private final String name;
    private List<String> unpinned = List.of();
    private List<GateSpec> gates = List.of();

    private Specs(String name) {
        this.name = name;
    }

    /** The service {@code shop-api} on the cluster {@code main}, released from {@code shop/api} into {@code app}. */
    public static Specs shopApi() {
        return new Specs("shop-api");
    }

    public Specs unpinned(String... containers) {
        unpinned = List.of(containers);
        return this;
    }

    public Specs gates(GateSpec... its) {
        gates = List.of(its);
        return this;
    }

    public ServiceSpec build() {
        return new ServiceSpec(
                new ServiceName(name),
                name,
                "main",
                new ServiceSpec.ImageSpec("shop/api", List.of(TagPolicy.parse("v*")), List.of("app"), unpinned),
                Optional.empty(),
                ServiceSpec.OnTemplateChange.RECORD,
                new Strategy.BlueGreen(Duration.ofMinutes(10)),
                true,
                new ServiceSpec.AlarmSpec(List.of(), ServiceSpec.OnAlarm.WAIT),
                Optional.empty(),
                gates,
                new TreeMap<>(),
                ServiceSpec.Supersede.QUEUE_LATEST,
                ServiceSpec.OnForeign.GATE,
                ServiceSpec.Deadlines.DEFAULT,
                true,
                1,
                Duration.ofMinutes(15));
    }
}

package dev.slipway.deployer.testing;

import dev.slipway.deployer.model.GateKind;
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
    private List<String> tags = List.of("v*");
    private List<String> unpinned = List.of();
    private List<GateSpec> gates = List.of();
    private Strategy strategy = new Strategy.BlueGreen(Duration.ofMinutes(10));
    private ServiceSpec.AlarmSpec alarms = new ServiceSpec.AlarmSpec(List.of(), ServiceSpec.OnAlarm.WAIT);
    private ServiceSpec.Supersede supersede = ServiceSpec.Supersede.QUEUE_LATEST;
    private ServiceSpec.OnForeign onForeign = ServiceSpec.OnForeign.GATE;
    private boolean holdAfterRollback = true;
    private Optional<String> template = Optional.empty();
    private ServiceSpec.OnTemplateChange onTemplateChange = ServiceSpec.OnTemplateChange.RECORD;
    private int automaticRetries = 1;
    private Duration commandMaxAge = Duration.ofMinutes(15);

    private Specs(String name) {
        this.name = name;
    }

    /** The service {@code shop-api} on the cluster {@code main}, released from {@code shop/api} into {@code app}. */
    public static Specs shopApi() {
        return new Specs("shop-api");
    }

    /** A gate of one suite: a run may take five minutes, one INCONCLUSIVE run is repeated, nobody has to approve. */
    public static GateSpec gate(GateKind kind) {
        return gate(kind, List.of("suites/shop.yaml"), Optional.empty());
    }

    /** The same, and then a person has an hour to promote. */
    public static GateSpec approvedGate(GateKind kind) {
        return gate(kind, List.of("suites/shop.yaml"), Optional.of(Duration.ofHours(1)));
    }

    /** A gate without tests: only a person decides, within an hour. */
    public static GateSpec approval(GateKind kind) {
        return gate(kind, List.of(), Optional.of(Duration.ofHours(1)));
    }

    private static GateSpec gate(GateKind kind, List<String> suites, Optional<Duration> within) {
        var target = new GateSpec.TargetSpec("https://shop.example.com", Optional.empty(), true);
        return new GateSpec(kind, suites, List.of(), target, Duration.ofMinutes(5), 1, within);
    }

    public Specs tags(String... policies) {
        tags = List.of(policies);
        return this;
    }

    public Specs unpinned(String... containers) {
        unpinned = List.of(containers);
        return this;
    }

    public Specs gates(GateSpec... its) {
        gates = List.of(its);
        return this;
    }

    public Specs strategy(Strategy its) {
        strategy = its;
        return this;
    }

    public Specs onAlarm(ServiceSpec.OnAlarm what, String... names) {
        alarms = new ServiceSpec.AlarmSpec(List.of(names), what);
        return this;
    }

    public Specs supersede(ServiceSpec.Supersede rule) {
        supersede = rule;
        return this;
    }

    public Specs onForeign(ServiceSpec.OnForeign what) {
        onForeign = what;
        return this;
    }

    public Specs noHoldAfterRollback() {
        holdAfterRollback = false;
        return this;
    }

    /** Its task definition is of a template, and a change of that is released. */
    public Specs releasingTemplates() {
        template = Optional.of("templates/shop.json");
        onTemplateChange = ServiceSpec.OnTemplateChange.RELEASE;
        return this;
    }

    public Specs noAutomaticRetry() {
        automaticRetries = 0;
        return this;
    }

    public Specs commandMaxAge(Duration age) {
        commandMaxAge = age;
        return this;
    }

    public ServiceSpec build() {
        return new ServiceSpec(
                new ServiceName(name),
                name,
                "main",
                new ServiceSpec.ImageSpec(
                        "shop/api", tags.stream().map(TagPolicy::parse).toList(), List.of("app"), unpinned),
                template,
                onTemplateChange,
                strategy,
                true,
                alarms,
                Optional.empty(),
                gates,
                new TreeMap<>(),
                supersede,
                onForeign,
                ServiceSpec.Deadlines.DEFAULT,
                holdAfterRollback,
                automaticRetries,
                commandMaxAge);
    }
}

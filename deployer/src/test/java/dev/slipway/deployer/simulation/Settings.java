package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The configuration of the one service of a run. */
final class Settings {
    static final String SERVICE = "todo";
    static final String CLUSTER = "main";
    private static final String SUITE = "suites/todo.yaml";
    private static final String TEMPLATE = "templates/todo.json";
    private static final ServiceName NAME = new ServiceName(SERVICE);

    private Settings() {}

    static ServiceName name() {
        return NAME;
    }

    static ConfigSet of(Scenario scenario) {
        SortedMap<ServiceName, ServiceSpec> services = new TreeMap<>();
        services.put(NAME, spec(scenario));
        SortedMap<String, String> suites = new TreeMap<>();
        suites.put(SUITE, "suite: todo\n");
        SortedMap<String, String> templates = new TreeMap<>();
        templates.put(TEMPLATE, SetUp.taskDefinition());
        return new ConfigSet("c1", services, suites, templates, List.of());
    }

    private static ServiceSpec spec(Scenario scenario) {
        var gates = new ArrayList<GateSpec>();
        if (scenario.shape() == Shape.WORKER) {
            gates.add(gateOfTasks(scenario.hasApproval()));
        } else if (scenario.shape().has(GateKind.TEST)) {
            gates.add(gate(GateKind.TEST, SimulatedAws.TEST_PORT, 5, scenario.hasApproval()));
        }
        if (scenario.shape().has(GateKind.STEP)) {
            gates.add(gate(GateKind.STEP, SimulatedAws.TEST_PORT, 2, false));
        }
        if (scenario.hasProduction()) {
            gates.add(gate(GateKind.PRODUCTION, SimulatedAws.PRODUCTION_PORT, 3, false));
        }
        return new ServiceSpec(
                NAME,
                SERVICE,
                CLUSTER,
                new ServiceSpec.ImageSpec(
                        SimulatedImages.REPOSITORY, List.of(TagPolicy.parse("v*")), List.of("app"), List.of()),
                scenario.hasTemplate() ? Optional.of(TEMPLATE) : Optional.empty(),
                ServiceSpec.OnTemplateChange.RECORD,
                scenario.shape().strategy(Duration.ofMinutes(scenario.bakeMinutes())),
                true,
                new ServiceSpec.AlarmSpec(List.of(), ServiceSpec.OnAlarm.WAIT),
                Optional.empty(),
                gates,
                new TreeMap<>(),
                scenario.supersede(),
                scenario.onForeign(),
                ServiceSpec.Deadlines.DEFAULT,
                true,
                scenario.automaticRetries(),
                Duration.ofMinutes(15));
    }

    /** All tasks have to run for two minutes; there is nothing to send requests to. */
    private static GateSpec gateOfTasks(boolean hasApproval) {
        var nowhere = new GateSpec.TargetSpec("http://todo.example.com", Optional.empty(), true);
        Optional<Duration> approval = hasApproval ? Optional.of(Duration.ofMinutes(20)) : Optional.empty();
        return new GateSpec(
                GateKind.TEST,
                List.of(),
                List.of(),
                nowhere,
                Duration.ofMinutes(5),
                0,
                approval,
                Optional.of(Duration.ofMinutes(2)),
                Optional.empty());
    }

    private static GateSpec gate(GateKind kind, int port, int minutes, boolean hasApproval) {
        var target = new GateSpec.TargetSpec("http://todo.example.com:" + port, Optional.empty(), true);
        Optional<Duration> approval = hasApproval ? Optional.of(Duration.ofMinutes(20)) : Optional.empty();
        return new GateSpec(kind, List.of(SUITE), List.of(), target, Duration.ofMinutes(minutes), 1, approval);
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.config.LibrarySuites;
import dev.slipway.deployer.config.TreeConfigSource;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The configuration of the one service of a run, as people write it. */
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

    /** Reads {@code files}, as the deployer does. */
    static ConfigSource source(SimulatedFiles files) {
        return new TreeConfigSource(files, new LibrarySuites());
    }

    /**
     * The tree of a run.
     *
     * @throws IllegalStateException if the deployer would not take it
     */
    static ConfigSource of(Scenario scenario) {
        var files = new SimulatedFiles();
        files.write("services/" + SERVICE + ".yaml", service(scenario));
        files.write(
                SUITE,
                "version: 1\nsuite: todo\ntests: [{name: it answers, steps: [{get: /, expect: {status: 200}}]}]\n");
        files.write(TEMPLATE, SetUp.taskDefinition());
        ConfigSource source = source(files);
        List<String> faults = source.current().faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("\n", faults));
        }
        return source;
    }

    private static String service(Scenario scenario) {
        var lines = new StringJoiner("\n", "", "\n");
        lines.add("service: " + SERVICE);
        lines.add("cluster: " + CLUSTER);
        lines.add("image: {repository: " + SimulatedImages.REPOSITORY + ", tags: ['v*'], containers: [app]}");
        if (scenario.hasTemplate()) {
            lines.add("taskDefinition: {template: " + TEMPLATE + "}");
        }
        lines.add("strategy: {" + scenario.shape().strategy(scenario.bakeMinutes()) + "}");
        if (scenario.shape().hasGates()) {
            lines.add("gates:");
            gates(scenario, lines);
        }
        lines.add("supersede: " + key(scenario.supersede()));
        lines.add("onForeign: " + key(scenario.onForeign()));
        lines.add("automaticRetries: " + scenario.automaticRetries());
        return lines.toString();
    }

    private static void gates(Scenario scenario, StringJoiner lines) {
        String approval = scenario.hasApproval() ? ", approval: {within: 20m}" : "";
        switch (scenario.shape()) {
            case WORKER -> lines.add("  test: {healthy: {for: 2m}, reruns: 0" + approval + "}");
            case CHECKED -> lines.add("  test: {task: {command: [bin/check], within: 2m}" + approval + "}");
            default -> lines.add("  test: {" + tests(SimulatedAws.TEST_PORT, 5) + approval + "}");
        }
        if (scenario.shape().has(GateKind.STEP)) {
            lines.add("  step: {" + tests(SimulatedAws.TEST_PORT, 2) + "}");
        }
        if (scenario.hasProduction()) {
            lines.add("  production: {" + tests(SimulatedAws.PRODUCTION_PORT, 3) + "}");
        }
    }

    private static String tests(int port, int minutes) {
        return "suites: [" + SUITE + "], target: {url: 'http://todo.example.com:" + port
                + "', allowWrites: true}, smoke: " + minutes + "m";
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.slipway.deployer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.config.SuiteRules.Judged;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFileTest {
    private static final String SHORTEST = """
            service: todo-api
            cluster: main
            image: {repository: slipway/todo, tags: ["v*"], containers: [app]}
            """;
    private static final String SHORTEST_GATE =
            SHORTEST + "gates: {test: {suites: [suites/a.yaml], target: {url: \"http://localhost:8080\"}}}\n";
    private static final String EVERYTHING = """
            name: todo
            service: todo-web
            cluster: arn:aws:ecs:eu-west-1:210987654321:cluster/prod
            image: {repository: slipway/web, tags: [1.10, "/v\\\\d+/", "semver:>=1.2"], containers: [web], unpinned: [migrate]}
            taskDefinition: {template: templates/web.json, onChange: release}
            strategy: {kind: canary, percent: 12.5, stepBake: 5m, bake: 1h}
            circuitBreaker: {enabled: false}
            alarms: {names: [web-5xx, web-slow], onAlarm: proceed}
            identity: {get: /version, json: {digest: "${image.digest}"}}
            gates:
              production:
                suites: [suites/b.yaml, suites/a.yaml]
                tags: [critical]
                target: {url: "https://todo.example.com", connectTo: "alb-123.example.com:8443", allowWrites: true}
                smoke: 3m
                reruns: 2
                approval: {within: 4h}
                healthy: {for: 2m}
            secrets: {apiToken: "ssm:/todo/token"}
            supersede: replace
            onForeign: reject
            deadlines: {preflight: 2h, start: 6m, scaleUp: 31m, trafficShift: 1h30m, rollback: 32m, total: 3d}
            holdAfterRollback: false
            automaticRetries: 0
            commandMaxAge: 90s
            """;

    private static final String TASK = SHORTEST + """
            gates: {test: {task: {command: [bin/check, "--all", "--all"], container: app, within: 90s, start: 2m}}}
            """;

    @Test
    void hasADefaultForWhatIsLeftOut() {
        Optional<ServiceSpec> spec = read(SHORTEST);

        assertThat(spec)
                .contains(new ServiceSpec(
                        new ServiceName("todo-api"),
                        "todo-api",
                        "main",
                        new ServiceSpec.ImageSpec(
                                "slipway/todo", List.of(new TagPolicy.Glob("v*")), List.of("app"), List.of()),
                        Optional.empty(),
                        ServiceSpec.OnTemplateChange.RECORD,
                        new Strategy.BlueGreen(Duration.ofMinutes(10)),
                        true,
                        new ServiceSpec.AlarmSpec(List.of(), ServiceSpec.OnAlarm.WAIT),
                        Optional.empty(),
                        List.of(),
                        new TreeMap<>(),
                        ServiceSpec.Supersede.QUEUE_LATEST,
                        ServiceSpec.OnForeign.GATE,
                        new ServiceSpec.Deadlines(
                                Duration.ofHours(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(30),
                                Optional.empty(),
                                Duration.ofMinutes(30),
                                Duration.ofDays(15)),
                        true,
                        1,
                        Duration.ofMinutes(15)));
    }

    @Test
    void givesAGateItsDefaults() {
        Optional<ServiceSpec> spec = read(SHORTEST_GATE);

        assertThat(spec.map(ServiceSpec::gates))
                .contains(List.of(new GateSpec(
                        GateKind.TEST,
                        List.of("suites/a.yaml"),
                        List.of(),
                        new GateSpec.TargetSpec("http://localhost:8080", Optional.empty(), false),
                        Duration.ofMinutes(5),
                        1,
                        Optional.empty())));
    }

    @Test
    void carriesEveryOptionIntoTheRecord() throws ReflectiveOperationException {
        ServiceSpec everything = read(EVERYTHING).orElseThrow();

        List<String> untouched = sameIn(read(SHORTEST_GATE).orElseThrow(), everything, "");

        // A gate has suites or a task.
        assertThat(untouched).containsExactly(".gates[0].task");
    }

    @Test
    void readsACommandWithAndWithoutItsOptions() {
        var full = read(TASK).orElseThrow();
        var brief = read(SHORTEST + "gates: {test: {task: {command: [bin/check]}}}\n")
                .orElseThrow();

        assertThat(full.gates().getFirst().task())
                .contains(new TaskSpec(
                        List.of("bin/check", "--all", "--all"),
                        "app",
                        Duration.ofSeconds(90),
                        Optional.of(Duration.ofMinutes(2))));
        assertThat(brief.gates().getFirst().task())
                .contains(new TaskSpec(List.of("bin/check"), "app", Duration.ofMinutes(5)));
    }

    @Test
    void hasEveryKeyInTheManual() throws IOException {
        var findings = new Findings();
        for (String strategy : List.of("kind: blue-green", "kind: linear, step: 20, every: 3m", "kind: rolling")) {
            ServiceFile.read("a.yaml", SHORTEST + "strategy: {" + strategy + "}\n", neighbours(), findings);
        }
        ServiceFile.read("a.yaml", EVERYTHING, neighbours(), findings);
        ServiceFile.read("a.yaml", TASK, neighbours(), findings);
        String manual = Files.readString(Path.of("..", "docs", "configuration.md"));

        List<String> missing = findings.keys().stream()
                .filter(key -> !manual.contains("| `" + key + "` |"))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void tellsAllFaultsAtOnce() {
        var findings = new Findings();
        String text = """
                name: all
                service: todo-api
                cluser: main
                image: {repository: 123.dkr.ecr.eu-west-1.amazonaws.com/todo, tags: ["/(/", "semver:1.2"], containers: []}
                taskDefinition: {template: templates/wep.json, from: live}
                strategy: {kind: blue-gren, bake: 90s}
                circuitBreaker: {enabled: yes}
                alarms: {names: [a, a], onAlarm: wait}
                identity: {get: version, json: {}}
                gates:
                  test: {suites: [suites/aa.yaml], target: {url: "todo.example.com/x", connectTo: alb}, smoke: 10, reruns: 1.5}
                  step: {suites: [suites/faulty.yaml], target: {url: "http://h"}, smoke: 8s}
                  production: {tags: [critical]}
                secrets: {token: "hunter2"}
                supersede: newest
                deadlines: {scaleUp: 30 minutes, start: 0s}
                deadlines: {}
                """;

        Optional<ServiceSpec> spec = ServiceFile.read("services/todo.yaml", text, neighbours(), findings);

        assertThat(spec).isEmpty();
        Golden.matches("config/faults.txt", String.join("\n", findings.texts()) + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    strategy: {kind: rolling, bake: 1m} | 4:27: unknown key 'bake' in strategy; there are 'kind', 'maxPercent', 'minHealthyPercent'
                    strategy: {kind: rolling, minHealthyPercent: 101} | 4:46: strategy.minHealthyPercent must be a whole number from 0 to 100, and is '101'
                    strategy: {kind: rolling, maxPercent: 100} | 4:39: strategy.minHealthyPercent and strategy.maxPercent are both 100: ECS could neither stop an old task nor start a new one
                    strategy: {kind: canary, percent: 0.05} | 4:35: strategy.percent must be from 0.1 to 100 in steps of 0.1, and is '0.05'
                    strategy: {kind: linear, step: 2} | 4:32: strategy.step must be from 3.0 to 100 in steps of 0.1, and is '2'
                    strategy: {kind: canary, stepBake: 25h} | 4:36: strategy.stepBake must be at most 1440 minutes (24h), and is '25h'
                    strategy: [canary] | 4:11: strategy must be a mapping of keys to values, and is a list
                    automaticRetries: 2 | 4:19: automaticRetries must be a whole number from 0 to 1, and is '2'
                    onForeign: | 4:11: onForeign must be a text, and is empty
                    taskDefinition: {from: live, onChange: release} | 4:30: taskDefinition.onChange can't be 'release' without a template that could change
                    gates: {test: {approval: {within: 15d}}} | 4:16: the gate 'test' may take 21615 minutes (smoke × (1 + reruns) + approval.within + 5m), and ECS's hooks wait at most 20160 (14d)
                    gates: {test: {task: {command: [a], within: 14d}, reruns: 0}} | 4:16: the gate 'test' may take 20175 minutes (smoke × (1 + reruns) + (task.start + task.within) × (1 + reruns) + 5m), and ECS's hooks wait at most 20160 (14d)
                    gates: {test: {task: {command: [a], start: 7d}, healthy: {for: 1m}}} | 4:16: the gate 'test' may take 20187 minutes (smoke × (1 + reruns) + 2 × healthy.for + (task.start + task.within) × (1 + reruns) + 5m), and ECS's hooks wait at most 20160 (14d)
                    gates: {test: {healthy: {for: 7d}}} | 4:16: the gate 'test' may take 20175 minutes (smoke × (1 + reruns) + 2 × healthy.for + 5m), and ECS's hooks wait at most 20160 (14d)
                    gates: {test: {task: {command: []}}} | 4:32: gates.test.task.command names no program; write a list, such as ["bin/check", "--quick"]
                    gates: {test: {task: {command: bin/check}}} | 4:32: gates.test.task.command must be a list, and is 'bin/check'
                    gates: {test: {task: {within: 1m}}} | 4:22: 'command' is missing in gates.test.task
                    gates: {test: {task: {command: [a], container: ap}}} | 4:48: gates.test.task.container: the release's image is not in container 'ap'; did you mean 'app'?
                    gates: {test: {task: {command: [a]}, suites: [suites/a.yaml], target: {url: "http://h"}}} | 4:16: the gate 'test' runs 'suites' or a 'task', not both; a deployment has more than one gate
                    name: [ | 5:1: not YAML: expected the node content, but found '<stream end>'
                    """)
    void pointsAtTheFault(String line, String fault) {
        var findings = new Findings();

        ServiceFile.read("services/a.yaml", SHORTEST + line + "\n", neighbours(), findings);

        assertThat(findings.texts()).containsExactly("services/a.yaml:" + fault);
    }

    @Test
    void refusesGatesOnARollingDeployment() {
        var findings = new Findings();

        ServiceFile.read("services/a.yaml", SHORTEST_GATE + "strategy: {kind: rolling}\n", neighbours(), findings);

        assertThat(findings.texts())
                .containsExactly(
                        "services/a.yaml:4:9: a rolling deployment can't have gates: it has no green side to judge;"
                                + " choose blue-green, canary or linear");
    }

    @Test
    void refusesATemplateWithoutTheContainer() {
        var findings = new Findings();

        ServiceFile.read(
                "services/a.yaml",
                SHORTEST + "taskDefinition: {template: templates/web.json}\n",
                neighbours(),
                findings);

        assertThat(findings.texts())
                .containsExactly(
                        "services/a.yaml:1:1: templates/web.json: containerDefinitions: there is no container 'app'"
                                + " to pin; there is 'web'");
    }

    @Test
    void asksForTheSecretsOfItsSuites() {
        var findings = new Findings();
        String text = EVERYTHING.replace("apiToken:", "apiTokn:");

        ServiceFile.read("services/a.yaml", text, neighbours(), findings);

        assertThat(findings.texts())
                .containsExactly(
                        "services/a.yaml:12:14: the suite 'suites/b.yaml' asks for the secret 'apiToken', which is"
                                + " not under 'secrets'; did you mean 'apiTokn'?");
    }

    private static Optional<ServiceSpec> read(String text) {
        var findings = new Findings();
        Optional<ServiceSpec> spec = ServiceFile.read("services/a.yaml", text, neighbours(), findings);
        assertThat(findings.texts()).isEmpty();
        return spec;
    }

    private static Neighbours neighbours() {
        return new Neighbours(
                new TreeMap<>(Map.of("suites/a.yaml", "", "suites/b.yaml", "", "suites/faulty.yaml", "")),
                new Judged(
                        new TreeMap<>(Map.of("suites/faulty.yaml", List.of("suites/faulty.yaml:1:1: unknown key"))),
                        new TreeMap<>(Map.of("suites/b.yaml", List.of("apiToken")))),
                new TreeMap<>(Map.of(
                        "templates/web.json", "{\"containerDefinitions\": [{\"name\": \"web\", \"image\": \"x\"}]}")));
    }

    /** The components, at any depth, that are equal in both. */
    private static List<String> sameIn(Object one, Object other, String path) throws ReflectiveOperationException {
        var same = new ArrayList<String>();
        if (one.equals(other)) {
            same.add(path);
        } else if (one instanceof List<?> ones && other instanceof List<?> others) {
            if (!ones.isEmpty() && !others.isEmpty()) {
                same.addAll(sameIn(ones.getFirst(), others.getFirst(), path + "[0]"));
            }
        } else if (one.getClass().isRecord() && one.getClass() == other.getClass()) {
            for (RecordComponent component : one.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                same.addAll(sameIn(accessor.invoke(one), accessor.invoke(other), path + "." + component.getName()));
            }
        }
        return same;
    }
}

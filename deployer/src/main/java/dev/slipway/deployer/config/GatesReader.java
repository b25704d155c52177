package dev.slipway.deployer.config;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TargetSpec;
import dev.slipway.deployer.model.Strategy;
import dev.slipway.deployer.problem.NearestName;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** Reads {@code gates}: which suites and which approval decide where. */
final class GatesReader {
    /** What a smoke run keeps for its cleanups, beside its tests. */
    private static final Duration CLEANUP = Duration.ofSeconds(10);

    private static final Duration SMOKE = Duration.ofMinutes(5);
    /** What decides at a gate, beside suites. */
    private static final List<String> DECIDERS = List.of("approval", "task", "healthy");

    private static final TargetSpec NO_TARGET = new TargetSpec("", Optional.empty(), false);
    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):\\d{1,5}");

    private final Neighbours neighbours;
    private final SortedMap<String, String> secrets;
    private final CommandReader commands;

    GatesReader(Neighbours neighbours, SortedMap<String, String> secrets, List<String> containers) {
        this.neighbours = neighbours;
        this.secrets = secrets;
        this.commands = new CommandReader(containers);
    }

    List<GateSpec> read(Optional<Fields> written, Strategy strategy) {
        var gates = new ArrayList<GateSpec>();
        if (written.isEmpty()) {
            return gates;
        }
        Fields fields = written.get();
        for (GateKind kind : GateKind.values()) {
            fields.optional(kind.key()).flatMap(Value::fields).ifPresent(gate -> gates.add(gate(kind, gate)));
        }
        fields.close();
        if (strategy instanceof Strategy.Rolling && !gates.isEmpty()) {
            fields.fault(
                    gates.getFirst().kind().key(),
                    "a rolling deployment can't have gates: it has no green side to judge; choose blue-green, canary or linear");
        } else if (fields.has(GateKind.STEP.key()) && strategy instanceof Strategy.BlueGreen) {
            fields.fault(
                    GateKind.STEP.key(),
                    "a blue-green deployment has no steps to gate; use 'test' and 'production', or choose canary or linear");
        }
        return gates;
    }

    private GateSpec gate(GateKind kind, Fields fields) {
        List<String> suites = fields.optional("suites").map(this::suites).orElse(List.of());
        var gate = new GateSpec(
                kind,
                suites,
                fields.optional("tags").map(Value::texts).orElse(List.of()),
                target(fields, suites),
                fields.optional("smoke").flatMap(GatesReader::smoke).orElse(SMOKE),
                fields.optional("reruns").flatMap(value -> value.number(0, 10)).orElse(1),
                fields.optional("approval").flatMap(Value::fields).flatMap(GatesReader::approval),
                fields.optional("healthy").flatMap(Value::fields).flatMap(GatesReader::healthy),
                fields.optional("task").flatMap(Value::fields).flatMap(commands::read));
        fields.close();
        // A suite that was named and refused is a fault already.
        boolean namesSuites = fields.optional("suites").stream()
                .anyMatch(value -> !value.list().isEmpty());
        if (namesSuites && fields.has("task")) {
            fields.fault(
                    "task",
                    "the gate '" + kind.key()
                            + "' runs 'suites' or a 'task', not both; a deployment has more than one gate");
        }
        if (!namesSuites && DECIDERS.stream().noneMatch(fields::has)) {
            fields.fault(
                    "suites",
                    "the gate '" + kind.key()
                            + "' decides nothing: name 'suites', 'healthy', 'task' or 'approval', or several");
        }
        checkLength(gate, fields);
        return gate;
    }

    /** A hook that expires before all is done would roll back what may be good. */
    private static void checkLength(GateSpec gate, Fields fields) {
        Duration longest = gate.longest();
        if (longest.compareTo(Duration.ofMinutes(GateSpec.MAX_TIMEOUT_MINUTES)) <= 0) {
            return;
        }
        var sum = new StringBuilder("smoke × (1 + reruns)");
        gate.healthyFor().ifPresent(time -> sum.append(" + 2 × healthy.for"));
        gate.task().ifPresent(task -> sum.append(" + (task.start + task.within) × (1 + reruns)"));
        gate.approvalWithin().ifPresent(time -> sum.append(" + approval.within"));
        fields.fault(
                DECIDERS.stream().filter(fields::has).findFirst().orElse("smoke"),
                "the gate '" + gate.kind().key() + "' may take " + longest.toMinutes() + " minutes (" + sum
                        + " + 5m), and ECS's hooks wait at most " + GateSpec.MAX_TIMEOUT_MINUTES + " (14d)");
    }

    private List<String> suites(Value written) {
        var known = new ArrayList<String>();
        for (Value element : written.list()) {
            element.text().ifPresent(path -> {
                if (known.contains(path)) {
                    element.fault("'" + path + "' stands in " + written.path() + " twice");
                } else if (!neighbours.suites().containsKey(path)) {
                    element.fault("there is no suite '" + path + "'"
                            + NearestName.hint(path, neighbours.suites().keySet()));
                } else {
                    known.add(path);
                    checkSuite(element, path);
                }
            });
        }
        return known;
    }

    private void checkSuite(Value element, String path) {
        List<String> faults = neighbours.judged().faults().getOrDefault(path, List.of());
        if (!faults.isEmpty()) {
            element.fault("the suite '" + path + "' has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
                    + ", so that this service can't be gated by it");
        }
        for (String secret : neighbours.judged().secrets().getOrDefault(path, List.of())) {
            if (!secrets.containsKey(secret)) {
                element.fault("the suite '" + path + "' asks for the secret '" + secret
                        + "', which is not under 'secrets'" + NearestName.hint(secret, secrets.keySet()));
            }
        }
    }

    private static TargetSpec target(Fields gate, List<String> suites) {
        Optional<Value> written = suites.isEmpty() ? gate.optional("target") : gate.required("target");
        return written.flatMap(Value::fields)
                .map(fields -> {
                    var target = new TargetSpec(
                            fields.required("url").flatMap(GatesReader::url).orElse(""),
                            fields.optional("connectTo").flatMap(GatesReader::hostAndPort),
                            fields.optional("allowWrites").flatMap(Value::flag).orElse(false));
                    fields.close();
                    return target;
                })
                .orElse(NO_TARGET);
    }

    private static Optional<String> url(Value value) {
        return value.text().flatMap(text -> {
            String rule = value.path() + " must be scheme, host and port, such as 'https://todo.example.com', and is '"
                    + text + "'";
            try {
                var uri = new URI(text);
                boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
                boolean isBare = uri.getRawPath().isEmpty() && uri.getRawQuery() == null && uri.getUserInfo() == null;
                return isHttp && isBare && uri.getHost() != null ? Optional.of(text) : value.refused(rule);
            } catch (URISyntaxException e) {
                return value.refused(rule);
            }
        });
    }

    private static Optional<String> hostAndPort(Value value) {
        return value.text()
                .flatMap(text -> HOST_PORT.matcher(text).matches()
                        ? Optional.of(text)
                        : value.refused(value.path()
                                + " must be a host and a port, such as 'alb-123.example.com:8443', and is '" + text
                                + "'"));
    }

    private static Optional<Duration> smoke(Value value) {
        return value.duration()
                .flatMap(smoke -> smoke.compareTo(CLEANUP) > 0
                        ? Optional.of(smoke)
                        : value.refused(value.path() + " must be more than the 10s that are kept for cleanups"));
    }

    private static Optional<Duration> healthy(Fields fields) {
        Optional<Duration> time = fields.required("for").flatMap(Value::duration);
        fields.close();
        return time;
    }

    private static Optional<Duration> approval(Fields fields) {
        Optional<Duration> within = fields.required("within").flatMap(Value::duration);
        fields.close();
        return within;
    }
}

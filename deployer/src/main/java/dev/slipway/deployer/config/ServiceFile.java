package dev.slipway.deployer.config;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.AlarmSpec;
import dev.slipway.deployer.model.ServiceSpec.Deadlines;
import dev.slipway.deployer.model.ServiceSpec.IdentitySpec;
import dev.slipway.deployer.model.ServiceSpec.ImageSpec;
import dev.slipway.deployer.model.ServiceSpec.OnAlarm;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.model.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one service file. */
final class ServiceFile {
    private static final Pattern SECRET_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern SECRET_REFERENCE = Pattern.compile("ssm:/?[A-Za-z0-9_./-]+|secretsmanager:\\S+");

    private final Neighbours neighbours;

    private ServiceFile(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** The checked configuration; empty if anything is wrong, which {@code findings} then say. */
    static Optional<ServiceSpec> read(String path, String text, Neighbours neighbours, Findings findings) {
        var mine = new Findings();
        Optional<ServiceSpec> spec =
                YamlFile.read(path, text, mine).map(fields -> new ServiceFile(neighbours).read(fields));
        spec.filter(checked -> mine.areNone())
                .ifPresent(checked -> TemplateRules.check(path, checked, neighbours, mine));
        findings.addAll(mine);
        return spec.filter(checked -> mine.areNone());
    }

    private ServiceSpec read(Fields fields) {
        String service = fields.required("service").flatMap(Value::text).orElse("");
        SortedMap<String, String> secrets = secrets(inner(fields, "secrets"));
        ImageSpec image = ImageReader.read(fields.required("image").flatMap(Value::fields));
        Strategy strategy = StrategyReader.read(inner(fields, "strategy"));
        var taskDefinition = TemplateRules.read(inner(fields, "taskDefinition"), neighbours);
        var spec = new ServiceSpec(
                name(fields, service),
                service,
                fields.required("cluster").flatMap(Value::text).orElse(""),
                image,
                taskDefinition.template(),
                taskDefinition.onChange(),
                strategy,
                circuitBreaker(inner(fields, "circuitBreaker")),
                alarms(inner(fields, "alarms")),
                inner(fields, "identity").flatMap(ServiceFile::identity),
                new GatesReader(neighbours, secrets, image.containers()).read(inner(fields, "gates"), strategy),
                secrets,
                choice(fields, "supersede", Supersede.class, Supersede.QUEUE_LATEST),
                choice(fields, "onForeign", OnForeign.class, OnForeign.GATE),
                deadlines(inner(fields, "deadlines")),
                fields.optional("holdAfterRollback").flatMap(Value::flag).orElse(true),
                fields.optional("automaticRetries")
                        .flatMap(value -> value.number(0, 1))
                        .orElse(1),
                fields.optional("commandMaxAge").flatMap(Value::duration).orElse(Duration.ofMinutes(15)));
        fields.close();
        return spec;
    }

    private static Optional<Fields> inner(Fields fields, String key) {
        return fields.optional(key).flatMap(Value::fields);
    }

    private ServiceName name(Fields fields, String service) {
        Optional<Value> written = fields.optional("name");
        String text = written.isPresent() ? written.flatMap(Value::text).orElse("") : service;
        try {
            return new ServiceName(text);
        } catch (IllegalArgumentException e) {
            if (!text.isEmpty()) {
                fields.fault(written.isPresent() ? "name" : "service", String.valueOf(e.getMessage()));
            }
            // It has a fault and is never used; with it the rest can be read for more.
            return new ServiceName("unnamed");
        }
    }

    private static <E extends Enum<E>> E choice(Fields fields, String key, Class<E> type, E otherwise) {
        return fields.optional(key).flatMap(value -> value.choice(type)).orElse(otherwise);
    }

    private static boolean circuitBreaker(Optional<Fields> written) {
        boolean enabled = written.flatMap(fields -> fields.required("enabled"))
                .flatMap(Value::flag)
                .orElse(true);
        written.ifPresent(Fields::close);
        return enabled;
    }

    private static AlarmSpec alarms(Optional<Fields> written) {
        if (written.isEmpty()) {
            return new AlarmSpec(List.of(), OnAlarm.WAIT);
        }
        Fields fields = written.get();
        var alarms = new AlarmSpec(
                fields.required("names").map(Value::texts).orElse(List.of()),
                choice(fields, "onAlarm", OnAlarm.class, OnAlarm.WAIT));
        fields.close();
        // DescribeAlarms takes at most 100 names.
        if (alarms.names().size() > 100) {
            fields.fault("names", "alarms.names has " + alarms.names().size() + " entries, and 100 are allowed");
        }
        return alarms;
    }

    private static Optional<IdentitySpec> identity(Fields fields) {
        String path = fields.required("get")
                .flatMap(value -> value.text()
                        .flatMap(text -> text.startsWith("/")
                                ? Optional.of(text)
                                : value.refused(
                                        "identity.get must be a path that starts with '/', and is '" + text + "'")))
                .orElse("/");
        Optional<Fields> json = fields.required("json").flatMap(Value::fields);
        fields.close();
        List<String> expressions = json.map(Fields::names).orElse(List.of());
        if (expressions.size() != 1) {
            json.ifPresent(mapping -> fields.fault(
                    "json",
                    "identity.json takes one expression and what it must give, such as {digest: \"${image.digest}\"}"));
            return Optional.empty();
        }
        String expression = expressions.getFirst();
        return json.map(mapping -> mapping.named(expression))
                .flatMap(Value::text)
                .map(expected -> new IdentitySpec(path, expression, expected));
    }

    private static SortedMap<String, String> secrets(Optional<Fields> written) {
        var secrets = new TreeMap<String, String>();
        written.ifPresent(fields -> fields.names().forEach(name -> {
            if (!SECRET_NAME.matcher(name).matches()) {
                fields.fault(
                        name, "'" + name + "' can't name a secret: a letter, then letters, digits and '_' are allowed");
            }
            Value value = fields.named(name);
            value.text().ifPresent(reference -> {
                if (SECRET_REFERENCE.matcher(reference).matches()) {
                    secrets.put(name, reference);
                } else {
                    // What was written may be the secret itself, so it is not repeated.
                    value.fault("secrets." + name
                            + " must be a reference, 'ssm:/path' or 'secretsmanager:arn', never the secret itself");
                }
            });
        }));
        return secrets;
    }

    private static Deadlines deadlines(Optional<Fields> written) {
        if (written.isEmpty()) {
            return Deadlines.DEFAULT;
        }
        Fields fields = written.get();
        var deadlines = new Deadlines(
                duration(fields, "preflight", Deadlines.DEFAULT.preflight()),
                duration(fields, "start", Deadlines.DEFAULT.start()),
                duration(fields, "scaleUp", Deadlines.DEFAULT.scaleUp()),
                fields.optional("trafficShift").flatMap(Value::duration),
                duration(fields, "rollback", Deadlines.DEFAULT.rollback()),
                duration(fields, "total", Deadlines.DEFAULT.total()));
        fields.close();
        return deadlines;
    }

    private static Duration duration(Fields fields, String key, Duration otherwise) {
        return fields.optional(key).flatMap(Value::duration).orElse(otherwise);
    }
}

package dev.slipway.sandbox.awscommand;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for what is another thing in every run: {@code <task-1>} is the first task that is met, wherever it is met again.
 * Strict: only what has exactly the form that AWS gives such an id gets a name, two ids never share one, and a time has to
 * be one of this run.
 */
final class StableNames {
    private static final List<Map.Entry<String, Pattern>> KINDS = List.of(
            kind("deployment", ":service-deployment/[^/\"]+/[^/\"]+/([A-Za-z0-9_-]{21})(?![A-Za-z0-9_-])"),
            kind("revision", ":service-revision/[^/\"]+/[^/\"]+/([0-9]{19})(?![0-9])"),
            kind("ecs-svc", "ecs-svc/([0-9]{19})(?![0-9])"),
            kind("hook", "(ecs-pause-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"),
            kind("task", "task/[a-z]+/([0-9a-f]{32})(?![0-9a-f])"),
            kind("container", ":container/[a-z]+/[^/\"]+/([0-9a-f-]{36})(?![0-9a-f])"),
            kind("runtime", "\"runtimeId\": \"([^\"]+)\""),
            kind("target-group", ":targetgroup/[^/\"]+/([0-9a-f]{16})(?![0-9a-f])"),
            kind("load-balancer", ":(?:loadbalancer|listener|listener-rule)/app/[^/\"]+/([0-9a-f]{16})(?![0-9a-f])"),
            kind("listener", ":(?:listener|listener-rule)/app/[^/\"]+/[^/\"]+/([0-9a-f]{16})(?![0-9a-f])"),
            kind("rule", ":listener-rule/app/[^/\"]+/[^/\"]+/[^/\"]+/([0-9a-f]{16})(?![0-9a-f])"),
            kind("uuid", "(?<![0-9a-f-])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])"));
    private static final Pattern TIME =
            Pattern.compile("(?<![0-9])(20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|\\+00:00))");
    private static final Duration LONGEST_WAY_AHEAD = Duration.ofDays(15);

    private final Instant began;
    private final String endpoint;
    private final Map<String, String> names = new LinkedHashMap<>();

    /**
     * No names yet.
     *
     * @param began    no time of this run is earlier by more than a second
     * @param endpoint host and port, of which the text says {@code <endpoint>}
     */
    StableNames(Instant began, String endpoint) {
        this.began = began;
        this.endpoint = endpoint;
    }

    private StableNames(StableNames other) {
        this(other.began, other.endpoint);
        names.putAll(other.names);
    }

    private static Map.Entry<String, Pattern> kind(String kind, String pattern) {
        return Map.entry(kind, Pattern.compile(pattern));
    }

    /** The same names, to which others may be added without changing these. */
    StableNames copy() {
        return new StableNames(this);
    }

    /** The text with every such thing named. */
    String named(String text) {
        String named = text.replace(endpoint, "<endpoint>");
        for (var kind : KINDS) {
            named = named(named, kind.getKey(), kind.getValue());
        }
        return TIME.matcher(named)
                .replaceAll(found -> Matcher.quoteReplacement(isOfThisRun(found.group(1)) ? "<time>" : found.group(1)));
    }

    private String named(String text, String kind, Pattern pattern) {
        Matcher found = pattern.matcher(text);
        var all = new StringBuilder();
        int from = 0;
        while (found.find()) {
            all.append(text, from, found.start(1)).append(name(kind, found.group(1)));
            from = found.end(1);
        }
        return all.append(text, from, text.length()).toString();
    }

    private String name(String kind, String id) {
        String known = names.get(id);
        if (known != null) {
            return known;
        }
        long ofTheKind = names.values().stream()
                .filter(name -> name.startsWith("<" + kind + "-"))
                .count();
        String name = "<" + kind + "-" + (ofTheKind + 1) + ">";
        names.put(id, name);
        return name;
    }

    private boolean isOfThisRun(String text) {
        Instant time = OffsetDateTime.parse(text).toInstant();
        return time.isAfter(began.minusSeconds(1)) && time.isBefore(began.plus(LONGEST_WAY_AHEAD));
    }

    /** What stands for the names in a command. */
    String meant(String command) {
        String meant = command.replace("<endpoint>", endpoint);
        for (var name : names.entrySet()) {
            meant = meant.replace(name.getValue(), name.getKey());
        }
        return meant;
    }
}

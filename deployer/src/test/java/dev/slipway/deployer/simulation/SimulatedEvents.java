package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The event bus with the rules that the infrastructure has, delivering to the work queue: soon, late, twice or never.
 */
final class SimulatedEvents implements EventSink {
    private final Schedule schedule;
    private final SimulatedQueue queue;
    private final Faults faults;
    private final Trace trace;
    private final String prefix;
    private final List<String> lost = new ArrayList<>();
    private long count;

    SimulatedEvents(Schedule schedule, SimulatedQueue queue, Faults faults, Trace trace, String prefix) {
        this.schedule = schedule;
        this.queue = queue;
        this.faults = faults;
        this.trace = trace;
        this.prefix = prefix;
    }

    @Override
    public void put(String source, String detailType, List<String> resources, ObjectNode detail, Instant now) {
        if (!matches(detailType, detail)) {
            return;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("version", "0")
                .put("id", "00000000-0000-4000-8000-%012d".formatted(count++))
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", SimulatedAws.IDENTITY.account())
                .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", SimulatedAws.IDENTITY.region());
        resources.forEach(event.putArray("resources")::add);
        event.set("detail", detail);
        deliver(event.toString(), detailType + " " + detail.path("eventName").asText(""), now);
    }

    /** Whether an event that names this was never delivered. */
    boolean hasLost(String text) {
        return lost.stream().anyMatch(body -> body.contains(text));
    }

    private boolean matches(String detailType, ObjectNode detail) {
        return switch (detailType) {
            case "ECR Image Action", "ECS Hook State Change", "ECS Deployment State Change" -> true;
            case "Parameter Store Change" ->
                detail.path("name").asText("").startsWith("/" + prefix + "/command/")
                        || detail.path("name").asText("").startsWith("/" + prefix + "/admin/");
            default -> false;
        };
    }

    private void deliver(String body, String what, Instant now) {
        Optional<Fault> fault = faults.strike(Fault.Where.EVENT, now);
        trace.note(
                now,
                "aws",
                "event " + what
                        + fault.map(struck -> " meets " + struck + " #" + faults.latest())
                                .orElse(""));
        if (fault.equals(Optional.of(Fault.EVENT_LOST))) {
            lost.add(body);
            return;
        }
        long late = fault.equals(Optional.of(Fault.EVENT_LATE)) ? faults.extent(1000, 600_000) : 0;
        schedule.after(Duration.ofMillis(150 + late), () -> queue.send(body, Duration.ZERO));
        if (fault.equals(Optional.of(Fault.EVENT_DOUBLED))) {
            Duration again = Duration.ofMillis(faults.extent(1, 60_000));
            schedule.after(again, () -> queue.send(body, Duration.ZERO));
        }
    }
}

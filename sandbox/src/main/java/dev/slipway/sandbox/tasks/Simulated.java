package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tasks and health checks that exist on paper only: answers what a world wants with the reports a runner and a health
 * checker would make. No thread, no clock; whoever steps the world steps this.
 */
public final class Simulated {
    /** How often a target is probed whose state is not yet what it should be. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    /** The exit codes of programs that a signal ended. */
    private static final int SIGTERM = 143;

    private static final int SIGKILL = 137;

    private final Function<StartTask, Conduct> conducts;
    private final Function<Instant, DescribeDataPlane.Picture> look;
    private final Agenda agenda = new Agenda();
    private final List<Call<?>> reports = new ArrayList<>();
    private final Map<String, Running> byTask = new LinkedHashMap<>();
    private final Map<String, Running> byHost = new LinkedHashMap<>();
    private boolean probing;
    private int addresses;

    /** What runs, or is to run. */
    private static final class Running {
        final StartTask order;
        final Conduct conduct;
        final String host;
        final SimulatedContainers containers;
        Optional<Instant> healthySince = Optional.empty();
        boolean isOver;

        Running(StartTask order, Conduct conduct, String host, SimulatedContainers containers) {
            this.order = order;
            this.conduct = conduct;
            this.host = host;
            this.containers = containers;
        }
    }

    /**
     * Nothing running yet.
     *
     * @param conducts how each task behaves
     * @param look     asks the world {@link DescribeDataPlane} at a time
     */
    public Simulated(Function<StartTask, Conduct> conducts, Function<Instant, DescribeDataPlane.Picture> look) {
        this.conducts = conducts;
        this.look = look;
    }

    /** Takes an order of the world's; what is neither about tasks nor about the data plane is ignored. */
    public void carryOut(Emitted emitted, Instant now) {
        switch (emitted) {
            case StartTask start -> start(start, now);
            case StopTask stop -> stop(stop, now);
            case Emitted.DataPlaneChanged changed -> probeSoon(now);
            case Emitted.Deliver deliver -> {
                // Messages are for whoever has the queues.
            }
        }
    }

    /** When there is next something to report. */
    public Optional<Instant> nextDue() {
        return agenda.nextDue();
    }

    /** The reports that are due, for the world to be told at {@code now}, in this order. */
    public List<Call<?>> advanceTo(Instant now) {
        agenda.advanceTo(now);
        var due = List.copyOf(reports);
        reports.clear();
        return due;
    }

    private void start(StartTask order, Instant now) {
        addresses++;
        String host = "10." + addresses / 65_536 + "." + addresses / 256 % 256 + "." + addresses % 256;
        Conduct conduct = conducts.apply(order);
        var containers = new SimulatedContainers(order, conduct, agenda, reports::add);
        var running = new Running(order, conduct, host, containers);
        byTask.put(order.taskArn(), running);
        agenda.at(now.plus(conduct.starts()), then -> {
            if (!running.isOver && conduct.cannotStart().isEmpty()) {
                running.containers.start(all -> run(running, all), why -> end(running, null, why), then);
            } else if (!running.isOver) {
                end(running, null, conduct.cannotStart());
            }
        });
    }

    private void run(Running running, Instant now) {
        byHost.put(running.host, running);
        running.healthySince = running.conduct.healthy().map(now::plus);
        running.healthySince.ifPresent(since -> agenda.at(since, this::probeSoon));
        reports.add(new TaskStarted(
                running.order.taskArn(),
                running.order.containers().stream()
                        .map(each -> new TaskStarted.Container(
                                each.name(), running.host, each.containerPort(), "simulated-" + running.host))
                        .toList()));
        running.conduct
                .crashes()
                .ifPresent(after -> agenda.at(now.plus(after), then -> {
                    if (!running.isOver) {
                        end(running, running.conduct.exitCode(), "");
                    }
                }));
    }

    private void stop(StopTask order, Instant now) {
        Running running = byTask.get(order.taskArn());
        if (running == null || running.conduct.stops().equals(Conduct.UNHEARD)) {
            return;
        }
        boolean obeys = running.conduct.stops().compareTo(order.grace()) <= 0;
        agenda.at(now.plus(obeys ? running.conduct.stops() : order.grace()), then -> {
            if (!running.isOver) {
                end(running, obeys ? SIGTERM : SIGKILL, "");
            }
        });
    }

    private void end(Running running, @Nullable Integer exitCode, String reason) {
        running.isOver = true;
        running.containers.over();
        byTask.remove(running.order.taskArn());
        byHost.remove(running.host);
        reports.add(new TaskExited(
                running.order.taskArn(),
                running.order.containers().stream()
                        .map(each -> new TaskExited.Container(each.name(), exitCode, reason))
                        .toList(),
                reason));
    }

    private void probeSoon(Instant now) {
        if (!probing) {
            probing = true;
            agenda.at(now.plus(PROBE), this::probe);
        }
    }

    /** Probes every target whose state is not what it should be; the others would only confirm theirs. */
    private void probe(Instant now) {
        probing = false;
        for (DescribeDataPlane.TargetGroup group : look.apply(now).targetGroups()) {
            for (DescribeDataPlane.Target target : group.targets()) {
                if (target.state() != TargetState.DRAINING && target.state() != TargetState.UNUSED) {
                    probe(group, target, now);
                }
            }
        }
    }

    private void probe(DescribeDataPlane.TargetGroup group, DescribeDataPlane.Target target, Instant now) {
        Running running = byHost.get(target.id());
        if (running != null
                && running.healthySince.filter(since -> since.isAfter(now)).isPresent()) {
            return;
        }
        boolean ok = running != null && running.healthySince.isPresent();
        if (target.state() != (ok ? TargetState.HEALTHY : TargetState.UNHEALTHY)) {
            reports.add(new TargetProbed(
                    group.targetGroupArn(), target.id(), target.port(), ok, ok ? "" : "Health checks failed"));
            probeSoon(now);
        }
    }
}

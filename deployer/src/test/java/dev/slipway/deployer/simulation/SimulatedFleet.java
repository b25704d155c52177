package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetGroup;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Runs the tasks, and probes those that a load balancer wants to know about; nothing of it is real. */
final class SimulatedFleet {
    private static final String HOST = "127.0.0.1";
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final Schedule schedule;
    private final SimulatedAws aws;
    private final SimulatedImages images;
    private final Faults faults;
    private final RandomGenerator random;
    private final Map<String, Emitted.StartTask> starting = new TreeMap<>();
    private final Map<String, Emitted.StartTask> running = new TreeMap<>();
    private final Map<Integer, String> digestByPort = new TreeMap<>();
    private final TreeSet<String> probing = new TreeSet<>();
    private int nextPort = 20_000;

    SimulatedFleet(Schedule schedule, SimulatedAws aws, SimulatedImages images, Faults faults, RandomGenerator random) {
        this.schedule = schedule;
        this.aws = aws;
        this.images = images;
        this.faults = faults;
        this.random = random;
    }

    /** Does what the model wants done, later. */
    void carryOut(Emitted wanted) {
        switch (wanted) {
            case Emitted.StartTask start -> {
                starting.put(start.taskArn(), start);
                schedule.after(seconds(2, 20), () -> start(start));
            }
            case Emitted.StopTask stop -> schedule.after(seconds(1, 20), () -> exit(stop.taskArn(), 143, ""));
            case Emitted.DataPlaneChanged changed -> probe();
            case Emitted.Deliver deliver ->
                throw new IllegalStateException("events take another way here: " + deliver.queueArn());
        }
    }

    /** What answers at this port. */
    Optional<String> digestAt(int port) {
        return Optional.ofNullable(digestByPort.get(port));
    }

    /** What the tasks that run bring, sorted. */
    List<String> digestsRunning() {
        return running.values().stream()
                .filter(task -> !runsACommand(task))
                .flatMap(task -> task.containers().stream())
                .map(Emitted.ContainerSpec::digest)
                .map(images::whole)
                .distinct()
                .sorted()
                .toList();
    }

    private void start(Emitted.StartTask task) {
        if (starting.remove(task.taskArn()) == null) {
            // It was stopped before it ran.
            return;
        }
        running.put(task.taskArn(), task);
        if (task.containers().stream().anyMatch(container -> images.quality(container.digest()) == Quality.CRASHES)) {
            exit(task.taskArn(), 1, "Essential container in task exited");
            return;
        }
        var started = new ArrayList<TaskStarted.Container>();
        for (Emitted.ContainerSpec container : task.containers()) {
            int port = nextPort++;
            digestByPort.put(port, container.digest());
            started.add(new TaskStarted.Container(container.name(), HOST, port, "r" + port));
        }
        aws.call(new TaskStarted(task.taskArn(), started));
        if (runsACommand(task)) {
            check(task);
        }
        if (task.containers().stream().anyMatch(one -> images.quality(one.digest()) == Quality.ENDS_LATER)) {
            schedule.after(seconds(5, 110), () -> exit(task.taskArn(), 1, "Essential container in task exited"));
        }
        if (faults.strike(Fault.Where.TASK, schedule.now()).isPresent()) {
            Instant now = schedule.now();
            Instant lost = faults.atTheLatest(now.plusMillis(faults.extent(1000, 1_800_000)));
            schedule.after(
                    Duration.between(now, lost), () -> exit(task.taskArn(), 137, "Essential container in task exited"));
        }
    }

    /** The tasks of the service run what their image says. */
    private static boolean runsACommand(Emitted.StartTask task) {
        return task.containers().stream()
                .anyMatch(container -> !container.command().isEmpty());
    }

    /** A command finds out what its image is worth; one that fails may also hang. */
    private void check(Emitted.StartTask task) {
        boolean isGood = task.containers().stream()
                .allMatch(container -> images.quality(container.digest()).at(GateKind.TEST) == Verdict.PASS);
        if (isGood || random.nextInt(3) > 0) {
            int code = isGood ? 0 : 1;
            schedule.after(seconds(5, 90), () -> exit(task.taskArn(), code, "Essential container in task exited"));
        }
    }

    private void exit(String taskArn, int exitCode, String reason) {
        Emitted.StartTask early = starting.remove(taskArn);
        Emitted.StartTask task = early == null ? running.remove(taskArn) : early;
        if (task != null) {
            List<TaskExited.Container> exited = task.containers().stream()
                    .map(container -> new TaskExited.Container(container.name(), exitCode, ""))
                    .toList();
            aws.call(new TaskExited(taskArn, exited, reason));
        }
    }

    /** Probes, in a while, every target whose health is not known yet. */
    private void probe() {
        Picture picture = aws.call(new DescribeDataPlane());
        for (TargetGroup group : picture.targetGroups()) {
            for (Target target : group.targets()) {
                boolean isUnsure = target.state() == TargetState.INITIAL || target.state() == TargetState.UNHEALTHY;
                if (isUnsure && probing.add(group.targetGroupArn() + target.port())) {
                    schedule.after(PROBE, () -> probe(group.targetGroupArn(), target));
                }
            }
        }
    }

    private void probe(String group, Target target) {
        probing.remove(group + target.port());
        aws.call(new TargetProbed(group, target.id(), target.port(), true, ""));
        probe();
    }

    private Duration seconds(int from, int to) {
        return Duration.ofMillis(random.nextLong(from * 1000L, to * 1000L));
    }
}

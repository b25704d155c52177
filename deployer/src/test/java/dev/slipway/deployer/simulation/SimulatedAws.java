package dev.slipway.deployer.simulation;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.Emitted;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Ids;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.cloudwatch.machine.Alarms;
import dev.slipway.sandbox.model.ecs.machine.Ecs;
import dev.slipway.sandbox.model.ecs.machine.Surroundings;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Action.Forward;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Listener;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.WeightedGroup;
import dev.slipway.sandbox.model.elb.machine.LoadBalancing;
import dev.slipway.sandbox.model.ssm.ParameterStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The modelled AWS on the virtual clock: whoever calls moves it to now; when nobody does, its own next event does. */
final class SimulatedAws {
    static final Identity IDENTITY = new Identity("123456789012", "eu-west-1");
    static final int PRODUCTION_PORT = 8080;
    static final int TEST_PORT = 8443;

    private final Schedule schedule;
    private final SimulatedImages images;
    private final World world;
    private final SimulatedFleet fleet;
    private Optional<Instant> armedFor = Optional.empty();

    SimulatedAws(
            Schedule schedule,
            AwsVariant variant,
            SimulatedEvents events,
            SimulatedImages images,
            Faults faults,
            RandomGenerator random) {
        this.schedule = schedule;
        this.images = images;
        var outbox = new Outbox();
        var agenda = new Agenda();
        var ids = new Ids(random);
        var alarms = new Alarms(IDENTITY);
        var balancing = new LoadBalancing(IDENTITY, ids, agenda, Pace.REAL, variant, outbox);
        var parameters = new ParameterStore(IDENTITY, events);
        Part ecs = new Ecs(new Surroundings(
                IDENTITY,
                ids,
                agenda,
                Pace.REAL,
                Timing.real(),
                variant,
                balancing,
                alarms,
                images,
                parameters,
                outbox,
                events));
        var parts = List.<Part>of(agenda, alarms, balancing, ecs, parameters);
        this.world = new World(parts, outbox);
        this.fleet = new SimulatedFleet(schedule, this, images, faults, random);
    }

    /** Asks AWS, now. */
    <R> R call(Call<R> call) {
        try {
            return world.apply(call, schedule.now());
        } finally {
            settle();
        }
    }

    /** The digests that answer requests at the production or the test listener, sorted. */
    List<String> digestsBehind(boolean isProduction) {
        var digests = new TreeSet<String>();
        Picture picture = call(new DescribeDataPlane());
        for (Listener listener : picture.listeners()) {
            if (listener.port() == (isProduction ? PRODUCTION_PORT : TEST_PORT)
                    && listener.rules().getFirst().action() instanceof Forward forward) {
                forward.targetGroups().stream()
                        .filter(group -> group.weight() > 0)
                        .forEach(group -> digests.addAll(digestsIn(picture, group)));
            }
        }
        return List.copyOf(digests);
    }

    /** Whether production goes to more than one target group, whatever runs in them. */
    boolean isHalfShifted() {
        return call(new DescribeDataPlane()).listeners().stream()
                .filter(listener -> listener.port() == PRODUCTION_PORT)
                .map(listener -> listener.rules().getFirst().action())
                .anyMatch(action -> action instanceof Forward forward
                        && forward.targetGroups().stream()
                                        .filter(group -> group.weight() > 0)
                                        .count()
                                > 1);
    }

    /** The digests of all tasks that run, sorted. */
    List<String> digestsRunning() {
        return fleet.digestsRunning();
    }

    private List<String> digestsIn(Picture picture, WeightedGroup weighted) {
        return picture.targetGroups().stream()
                .filter(group -> group.targetGroupArn().equals(weighted.targetGroupArn()))
                .flatMap(group -> group.targets().stream())
                .filter(target -> target.state() == TargetState.HEALTHY)
                .flatMap(target -> fleet.digestAt(target.port()).stream())
                .map(images::whole)
                .toList();
    }

    private void settle() {
        Instant now = schedule.now();
        List<Emitted> wanted = world.advanceTo(now);
        wanted.forEach(fleet::carryOut);
        arm();
    }

    private void arm() {
        Optional<Instant> due = world.nextDue();
        if (due.isPresent() && (armedFor.isEmpty() || due.get().isBefore(armedFor.get()))) {
            Instant when = due.get();
            armedFor = due;
            schedule.at(when, () -> {
                if (armedFor.equals(Optional.of(when))) {
                    armedFor = Optional.empty();
                }
                settle();
            });
        }
    }
}

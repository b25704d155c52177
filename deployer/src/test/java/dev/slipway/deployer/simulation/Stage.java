package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.DeleteService;
import dev.slipway.sandbox.model.ssm.Ssm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything that the processes of one run share: time, the world, the table, the queue, the faults, and who watches. */
final class Stage {
    /** Where all names of parameters begin. */
    static final String PREFIX = "slipway";

    static final Home HOME = new Home("123456789012", "eu-west-1");

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Choices choices;
    private final Program program;
    private final Trace trace;
    private final Schedule schedule;
    private final Faults faults;
    private final SimulatedQueue queue;
    private final SimulatedTable table;
    private final SimulatedImages images = new SimulatedImages();
    private final SimulatedEvents events;
    private final SimulatedAws aws;
    private final Watch watch;
    private final ConfigSource config;
    private final Shape shape;
    private Instant beginning = START;
    private final List<Step.Announced> announced = new ArrayList<>();
    private final List<String> meddledWith = new ArrayList<>();
    private final Map<String, Long> ordered = new TreeMap<>();
    private final Outages outages;
    private Optional<ServiceState> lastState = Optional.empty();
    private boolean isLateOverHalfShifted;
    private boolean isDeletedHalfShifted;
    private Optional<Instant> madeAgainAt = Optional.empty();

    Stage(
            Choices choices,
            Scenario scenario,
            Program program,
            SortedSet<Integer> without,
            Trace trace,
            Function<Truth, List<Invariant>> invariants) {
        this.choices = choices;
        this.program = program;
        this.trace = trace;
        this.schedule = new Schedule(START, choices.of("schedule"));
        this.faults = new Faults(choices.of("faults"), scenario.faultRates(), without, scenario.badWeather());
        this.outages = new Outages(schedule, faults, trace, scenario.badWeather());
        this.shape = scenario.shape();
        this.queue = new SimulatedQueue(schedule, choices.of("queue"), faults);
        this.table = new SimulatedTable(this::tell);
        this.events = new SimulatedEvents(schedule, queue, faults, trace, PREFIX);
        this.aws = new SimulatedAws(schedule, scenario.variant(), events, images, faults, choices.of("aws"));
        this.config = Settings.of(scenario);
        this.watch = new Watch(schedule, invariants.apply(new Truth(this, scenario)));
    }

    private void tell(@Nullable Item before, Item after) {
        if (after.sk().equals("STATE")) {
            Optional<ServiceState> last = lastState;
            ServiceState now = program.state(after);
            lastState = Optional.of(now);
            watch.see(new Step.StateWritten(last, now));
        } else {
            watch.see(new Step.ItemWritten(Optional.ofNullable(before), after));
        }
    }

    /** The event bus is told something. */
    void announce(String detailType, String detail) {
        var announcement = new Step.Announced(detailType, detail);
        announced.add(announcement);
        watch.see(announcement);
    }

    /** Someone else answered for a deployment of this image. */
    void meddledWith(String digest) {
        meddledWith.add(images.whole(digest));
    }

    /** Whether someone else answered for a deployment of this image. */
    boolean wasMeddledWith(String digest) {
        return meddledWith.contains(images.whole(digest));
    }

    /** All that was announced so far. */
    List<Step.Announced> announced() {
        return announced;
    }

    /** AWS begins a deployment of ours that we had given up. */
    void noteLateStart() {
        isLateOverHalfShifted |= aws.digestsBehind(true).size() > 1;
    }

    /** Whether a deployment of ours that AWS began late went over one that had shifted a part of the traffic. */
    boolean isLateOverHalfShifted() {
        return isLateOverHalfShifted;
    }

    /** Pushes an image; ECR tells of it. */
    void push(String tag, Digest digest, Quality quality) {
        Instant now = schedule.now();
        trace.note(now, "people", "push " + tag + " " + digest.abbreviated() + " " + quality);
        images.push(tag, digest, quality, now);
        events.put("aws.ecr", "ECR Image Action", List.of(), SimulatedImages.pushed(tag, digest), now);
    }

    /** Writes a parameter as {@code by}. */
    long put(String name, String value, String by) {
        String caller = "arn:aws:iam::" + SimulatedAws.IDENTITY.account() + ":user/" + by;
        return aws.call(new Ssm.PutParameter(
                        name, null, value, "String", null, true, null, List.of(), null, null, caller))
                .version();
    }

    /** An operator writes a command parameter. */
    void order(String parameter, String command) {
        trace.note(schedule.now(), "people", "write " + command + " to " + parameter);
        ordered.merge(parameter, 1L, Long::sum);
        put(parameter, command, "oncall");
    }

    /** How many orders were written to this parameter. */
    long ordered(String parameter) {
        return ordered.getOrDefault(parameter, 0L);
    }

    /** Someone deletes the service, whatever is under way. */
    void deleteTheService() {
        trace.note(schedule.now(), "people", "delete the service");
        watch.coverage().note(Happening.DELETED);
        isDeletedHalfShifted |= aws.isHalfShifted();
        aws.call(new DeleteService(Settings.CLUSTER, Settings.SERVICE, true));
    }

    /** Whether it was deleted while the listener's rule sent to both target groups: there it stays. */
    boolean isDeletedHalfShifted() {
        return isDeletedHalfShifted;
    }

    /** Someone has made it again. */
    void noteMadeAgain(Quality first) {
        madeAgainAt = Optional.of(schedule.now());
        trace.note(schedule.now(), "people", "make the service again, with an image that is " + first);
        watch.coverage().note(first == Quality.GOOD ? Happening.MADE_AGAIN : Happening.MADE_AGAIN_IN_VAIN);
    }

    /** When someone made the service again; empty as long as nobody has. */
    Optional<Instant> madeAgainAt() {
        return madeAgainAt;
    }

    /** The newest state that was written. */
    Optional<ServiceState> lastState() {
        return lastState;
    }

    Outages outages() {
        return outages;
    }

    /** Someone else deploys, past us; at our hooks only if the service has them and they stay. */
    void deployPastUs(Scenario.Foreign foreign) {
        String how = foreign.keepsHooks() ? " with the hooks that are there" : " without hooks";
        trace.note(
                schedule.now(),
                "people",
                "deploy " + foreign.digest().abbreviated() + " " + foreign.quality() + " past Slipway" + how);
        images.push("by-hand", foreign.digest(), foreign.quality(), schedule.now());
        try {
            SetUp.deployPast(this, foreign);
        } catch (AwsRefusal refusal) {
            // The service was deleted.
            trace.note(schedule.now(), "people", "are refused: " + refusal.code());
        }
    }

    /** The world stands: from here on the weather is as it was drawn. */
    void begin() {
        beginning = schedule.now();
        faults.begin(beginning);
    }

    Instant start() {
        return START;
    }

    Instant beginning() {
        return beginning;
    }

    /** Since the beginning. */
    Duration elapsed() {
        return Duration.between(beginning, schedule.now());
    }

    Choices choices() {
        return choices;
    }

    Program program() {
        return program;
    }

    Trace trace() {
        return trace;
    }

    Schedule schedule() {
        return schedule;
    }

    Faults faults() {
        return faults;
    }

    SimulatedQueue queue() {
        return queue;
    }

    SimulatedTable table() {
        return table;
    }

    SimulatedImages images() {
        return images;
    }

    SimulatedEvents events() {
        return events;
    }

    SimulatedAws aws() {
        return aws;
    }

    Watch watch() {
        return watch;
    }

    /** What kind of service it is. */
    Shape shape() {
        return shape;
    }

    ConfigSource config() {
        return config;
    }
}

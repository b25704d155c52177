package dev.slipway.deployer.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.SkippedPush;
import dev.slipway.deployer.taskdef.TaskDefinitionDiff;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The journal for readers: what is and what was. Writes nothing; every method throws {@code PortFailure}. */
public final class Records {
    private static final int MOST_SERVICES = 1000;
    private static final int MOST_SKIPPED = 500;

    private final Journal journal;
    private final Store store;
    private final Codec codec = new Codec();

    public Records(Journal journal) {
        this.journal = journal;
        this.store = new Store(journal, codec);
    }

    /**
     * A release and what belongs to it.
     *
     * @param reports the oldest first
     * @param stopped tasks that had stopped when it was told to go back: ECS forgets them
     * @param changes of its task definition against the release that was live before; empty if either is unknown
     */
    public record Told(
            ServiceName service,
            Release release,
            List<SmokeReport> reports,
            List<TaskView> stopped,
            Optional<TaskDefinitionDiff> changes) {
        public Told {
            reports = List.copyOf(reports);
            stopped = List.copyOf(stopped);
        }
    }

    /**
     * One smoke run.
     *
     * @param visit   the gate's key, with a number if it was met more than once
     * @param attempt from 1
     * @param verdict PASS, FAIL or INCONCLUSIVE
     */
    public record SmokeReport(String visit, int attempt, String verdict, String summary, Instant at, JsonNode report) {}

    /** A push that started nothing, and how often it was seen. */
    public record Skipped(SkippedPush last, Instant firstSeen, Instant lastSeen, int count) {}

    /** All services that Slipway ever looked at, by name. */
    public List<ServiceName> services() {
        return journal.query(Keys.SERVICES, "", false, MOST_SERVICES).stream()
                .map(item -> new ServiceName(item.sk()))
                .toList();
    }

    /**
     * What is remembered of a service; empty if it was never seen.
     *
     * @throws JournalNewer if a newer version of Slipway wrote it
     */
    public Optional<ServiceState> state(ServiceName service) {
        return store.load(service);
    }

    /** Releases of a service, the newest first, at most {@code limit}; the one in flight as STATE has it. */
    public List<Release> history(ServiceName service, int limit) {
        Optional<Release> inFlight = state(service).flatMap(ServiceState::release);
        return journal.query(Keys.service(service), Keys.RELEASE, true, limit).stream()
                .map(item -> codec.read(item.body(), Release.class))
                .map(release -> inFlight.filter(current -> current.id().equals(release.id()))
                        .orElse(release))
                .toList();
    }

    /** Everything about one release; empty if there is none of this id. */
    public Optional<Told> release(ReleaseId id) {
        return journal.get(Keys.RELEASES, id.value())
                .map(item ->
                        new ServiceName(codec.tree(item.body()).path("service").asText()))
                .flatMap(service -> release(service, id).map(release -> told(service, release)));
    }

    /** Whether a digest proved bad so long ago that STATE does not keep it any more. */
    public boolean provedBadLongAgo(ServiceName service, Digest digest) {
        return new Quarantine(journal).holds(service, digest);
    }

    private Optional<Release> release(ServiceName service, ReleaseId id) {
        return state(service)
                .flatMap(ServiceState::release)
                .filter(release -> release.id().equals(id))
                .or(() -> journal.get(Keys.service(service), Keys.release(id))
                        .map(item -> codec.read(item.body(), Release.class)));
    }

    private Told told(ServiceName service, Release release) {
        List<SmokeReport> reports =
                journal.query(Keys.service(service), Keys.reports(release.id()), false, 100).stream()
                        .map(this::report)
                        .sorted(Comparator.comparing(SmokeReport::at))
                        .toList();
        return new Told(service, release, reports, stopped(service, release), changes(service, release));
    }

    private List<TaskView> stopped(ServiceName service, Release release) {
        var tasks = new ArrayList<TaskView>();
        journal.get(Keys.service(service), Keys.tasks(release.id()))
                .ifPresent(item -> codec.tree(item.body())
                        .forEach(task -> tasks.add(codec.read(task.toString(), TaskView.class))));
        return tasks;
    }

    private SmokeReport report(Item item) {
        String[] key = item.sk().split("#", -1);
        var body = codec.read(item.body(), GateRun.Report.class);
        return new SmokeReport(
                key[key.length - 2],
                Integer.parseInt(key[key.length - 1]),
                body.verdict(),
                body.summary(),
                body.at(),
                body.report());
    }

    private Optional<TaskDefinitionDiff> changes(ServiceName service, Release release) {
        Optional<JsonNode> after = taskDefinition(service, release);
        Optional<JsonNode> before = journal.query(Keys.service(service), Keys.RELEASE, true, 100).stream()
                .map(item -> codec.read(item.body(), Release.class))
                .filter(other ->
                        other.id().compareTo(release.id()) < 0 && other.state().kind() == Kind.LIVE)
                .findFirst()
                .flatMap(other -> taskDefinition(service, other));
        return before.flatMap(old -> after.map(now -> TaskDefinitionDiff.between(old, now)));
    }

    private Optional<JsonNode> taskDefinition(ServiceName service, Release release) {
        return release.taskDefinitionHash().isEmpty()
                ? Optional.empty()
                : journal.get(Keys.service(service), Keys.taskDefinition(release.taskDefinitionHash()))
                        .map(item -> codec.tree(item.body()));
    }

    /** Pushes that started nothing, for a service, the newest first. */
    public List<Skipped> skipped(ServiceName service) {
        return journal.query(Keys.service(service), Keys.SKIPPED, false, MOST_SKIPPED).stream()
                .map(item -> codec.read(item.body(), Skipped.class))
                .sorted(Comparator.comparing(Skipped::lastSeen).reversed())
                .toList();
    }
}

package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A smoke run, though AWS does not let it tell of its end. */
class GateRunTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP =
            Specs.shopApi().gates(Specs.gate(GateKind.TEST)).build();
    private static final ReleaseId RELEASE = new ReleaseId("01JD%022d".formatted(7));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.slipway.deployer.reconcile");
    private final MapJournal journal = new MapJournal().with(Keys.service(SHOP.name()), Keys.suites("suites"), "{}");

    private final List<GateRequest> checked = new ArrayList<>();
    private Trigger trigger = new Trigger.Push("v7", NOON);
    private Duration lasts = Duration.ZERO;
    private Duration monotonic = Duration.ZERO;
    private boolean isQueueAway;
    private final List<Object> woken = new ArrayList<>();
    /** What each check was told at its end when it asked whether to stop. */
    private final List<Boolean> toStop = new ArrayList<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void hush() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void leavesItsReportAndSaysWhenItIsLookedForIfNobodyCanBeWoken() {
        isQueueAway = true;

        run().run(() -> false);

        assertThat(journal.get(Keys.service(SHOP.name()), Keys.report(RELEASE, "test", 1)))
                .isPresent();
        assertThat(log.list)
                .extracting(ILoggingEvent::getLevel, ILoggingEvent::getFormattedMessage)
                .containsExactly(tuple(Level.WARN, "no usable answer to sqs:SendMessage came: timed out"));
        assertThat(log.list.getFirst().getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .contains("where=[service shop-api]", "next=trying again at 2026-01-01T12:01:00Z");
    }

    @Test
    void leavesItsReportAndWakesWhoeverLooksForIt() {
        run().run(() -> false);

        assertThat(report()).isPresent();
        assertThat(toStop).containsExactly(false);
        assertThat(woken).containsExactly(SHOP.name());
    }

    @Test
    void isGivenUpWithAWordIfTheJournalIsAway() {
        journal.goAway();

        run().run(() -> false);

        assertThat(log.list)
                .extracting(event -> event.getKeyValuePairs().getFirst().value)
                .containsExactly("journal-unavailable");
    }

    @Test
    void leavesNoReportButItsLeaseIfItCouldNotShowForSoLongThatItLives() {
        lasts = Duration.ofSeconds(25);

        run().run(() -> false);

        assertThat(toStop).containsExactly(true);
        assertThat(report()).isEmpty();
        assertThat(lease()).contains("{\"until\":\"2026-01-01T12:00:00Z\"}");
    }

    @Test
    void handsItsLeaseOverAtOnceIfTheProcessStops() {
        run().run(() -> true);

        assertThat(toStop).containsExactly(true);
        assertThat(woken).containsExactly(SHOP.name());
        assertThat(report()).isEmpty();
        assertThat(lease()).contains("{\"until\":\"2026-01-01T12:00:00Z\"}");
    }

    @Test
    void ofAnOperatorsRollbackRunsOnlyWhatIsCritical() {
        trigger = new Trigger.ManualRollback(RELEASE, Optional.empty(), false, "ann", Optional.empty());

        run().run(() -> false);

        assertThat(checked).extracting(request -> request.gate().tags()).containsExactly(List.of("critical"));
    }

    @Test
    void ofAFullRollbackRunsAll() {
        trigger = new Trigger.ManualRollback(RELEASE, Optional.empty(), true, "ann", Optional.empty());

        run().run(() -> false);

        assertThat(checked).extracting(request -> request.gate().tags()).containsExactly(List.of());
    }

    private Optional<Journal.Item> report() {
        return journal.get(Keys.service(SHOP.name()), Keys.report(RELEASE, "test", 1));
    }

    private Optional<String> lease() {
        return journal.get(Keys.service(SHOP.name()), Keys.lease(RELEASE, "test", 1))
                .map(Journal.Item::body);
    }

    private GateOutcome check(GateRequest request, BooleanSupplier isCancelled) {
        checked.add(request);
        monotonic = lasts;
        toStop.add(isCancelled.getAsBoolean());
        return new GateOutcome(Verdict.PASS, "3 passed", "{}");
    }

    private boolean wake(Object service) {
        if (isQueueAway) {
            throw PortFailure.uncertain("sqs:SendMessage", "sqs:SendMessage timed out");
        }
        return woken.add(service);
    }

    private GateRun run() {
        var ports = ScriptedPorts.of(journal, (port, call, arguments) -> switch (call) {
            case "now" -> NOON;
            case "monotonic" -> monotonic;
            case "check" -> check((GateRequest) arguments.get(0), (BooleanSupplier) arguments.get(1));
            case "send" -> wake(arguments.getFirst());
            default -> throw new AssertionError(port + "." + call);
        });
        var codec = new Codec();
        var parts = new GateRun.Parts(ports, new Store(journal, codec), codec, Lease.DEFAULT);
        var visit = new GateVisit(
                "hook",
                GateKind.TEST,
                1,
                NOON,
                Optional.empty(),
                1,
                0,
                Optional.of(new GateVisit.Claim("token", NOON)),
                Optional.empty());
        return new GateRun(parts, SHOP, release(visit), visit, "token");
    }

    private Release release(GateVisit visit) {
        var pin = new ReleaseState.Pin("deployment", "shop:7");
        return new Release(
                RELEASE,
                trigger,
                Image.of("shop/api", new Digest("sha256:" + "07".repeat(32)), "v7"),
                NOON,
                "config",
                "suites",
                "td",
                false,
                new ReleaseState.AtGate(NOON, pin, visit),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}

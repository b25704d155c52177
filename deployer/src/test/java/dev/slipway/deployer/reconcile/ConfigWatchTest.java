package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConfigWatchTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final String TYPO = "services/shop-api.yaml:4:1: unknown key 'cluser'; did you mean 'cluster'?";

    private final List<String> announced = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private ConfigSet current = edition("first");
    private boolean isAnnouncingRefused;
    private final ConfigWatch watch = watch();

    @Test
    void tellsAFaultOnceAndSaysWhatIsInForce() {
        watch.look();
        current = edition("first", TYPO);

        watch.look();
        watch.look();

        assertThat(announced)
                .singleElement()
                .asString()
                .contains(TYPO, "the last edition without fault stays in force");
    }

    @Test
    void saysWhichServicesAreInForceIfThereNeverWasAGoodEdition() {
        current = edition("broken", TYPO);

        watch.look();

        assertThat(announced)
                .singleElement()
                .asString()
                .contains("in force are only the services without a fault: shop-api");
    }

    @Test
    void tellsAgainWhenOtherFaultsCome() {
        current = edition("first", TYPO);
        watch.look();
        current = edition("first", TYPO, "services/shop-api.yaml:9:9: '10' has no unit");

        watch.look();

        assertThat(announced).hasSize(2);
    }

    @Test
    void looksAtTheServicesAsSoonAsAnotherEditionIsInForce() {
        watch.look();
        current = edition("second");

        watch.look();
        watch.look();

        // Once by the sweep, once because the service is seen for the first time.
        assertThat(listed)
                .containsExactly(SHOP.image().repository(), SHOP.image().repository());
    }

    @Test
    void leavesTheFirstLookAtTheServicesToTheSweep() {
        watch.look();

        assertThat(listed).isEmpty();
    }

    @Test
    void triesAgainToAnnounceWhatCouldNotBeAnnounced() {
        current = edition("first", TYPO);
        isAnnouncingRefused = true;
        assertThatThrownBy(watch::look).isInstanceOf(PortFailure.class);
        isAnnouncingRefused = false;

        watch.look();

        assertThat(announced).hasSize(1);
    }

    @Test
    void logsAFaultOnceHoweverOftenItCanNotBeAnnounced() {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(ProblemLog.class);
        log.start();
        logger.addAppender(log);
        current = edition("first", TYPO);
        isAnnouncingRefused = true;

        assertThatThrownBy(watch::look).isInstanceOf(PortFailure.class);
        assertThatThrownBy(watch::look).isInstanceOf(PortFailure.class);

        logger.detachAppender(log);
        assertThat(log.list).hasSize(1);
    }

    private static ConfigSet edition(String hash, String... faults) {
        var services = new TreeMap<ServiceName, ServiceSpec>();
        services.put(SHOP.name(), SHOP);
        return new ConfigSet(hash, services, new TreeMap<>(), new TreeMap<>(), List.of(faults));
    }

    private ConfigWatch watch() {
        var ports = ScriptedPorts.of(new MapJournal(), this::answer);
        return new ConfigWatch(ports, new Sweep(ports, new Reconciler(ports, "slipway", Lease.DEFAULT), "slipway"));
    }

    /** Of the looks at a service only that its repository is listed matters here; the rest fails, as AWS may. */
    private Object answer(Class<?> port, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> NOON;
            case "current" -> arguments.isEmpty() ? current : List.of();
            case "token" -> "token";
            case "announce" -> announced(String.valueOf(arguments.getLast()));
            case "list" -> {
                listed.add(String.valueOf(arguments.getFirst()));
                throw PortFailure.throttled("ecr:DescribeImages", "slow down");
            }
            default -> throw PortFailure.throttled(call, "slow down");
        };
    }

    private boolean announced(String detail) {
        if (isAnnouncingRefused) {
            throw PortFailure.denied("events:PutEvents", "AccessDeniedException", "not allowed");
        }
        return announced.add(detail);
    }
}

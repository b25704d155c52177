package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.reconcile.port.Alarms;
import dev.slipway.deployer.reconcile.port.AlarmsContract;
import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.AnnouncerContract;
import dev.slipway.deployer.reconcile.port.Background;
import dev.slipway.deployer.reconcile.port.BackgroundContract;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.ClockContract;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSourceContract;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.EcsContract;
import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.GateCheckContract;
import dev.slipway.deployer.reconcile.port.Ids;
import dev.slipway.deployer.reconcile.port.IdsContract;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.ImagesContract;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.InboxContract;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.JournalContract;
import dev.slipway.deployer.reconcile.port.LoadBalancers;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.ParametersContract;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.deployer.reconcile.port.TasksContract;
import dev.slipway.deployer.reconcile.port.WakeUps;
import dev.slipway.sandbox.model.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/**
 * The simulated ports keep to what the real adapters keep to over the wire: the simulation proves nothing where they
 * behave otherwise.
 */
class SimulatedPortsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Rehearsed rehearsed = new Rehearsed();

    @AfterEach
    void close() {
        rehearsed.close();
    }

    @Nested
    class OfEcs extends EcsContract {
        @Override
        protected Ecs ecs() {
            return rehearsed.port(Ecs.class, Ports::ecs);
        }

        @Override
        protected LoadBalancers loadBalancers() {
            return rehearsed.port(LoadBalancers.class, Ports::loadBalancers);
        }

        @Override
        protected <R> R call(Call<R> call) {
            return rehearsed.call(call);
        }

        @Override
        protected void until(BooleanSupplier holds) {
            rehearsed.until(holds);
        }

        @Override
        protected Instant soon() {
            return past().plusSeconds(20);
        }

        @Override
        protected Instant past() {
            return rehearsed.on(rehearsed.process()::wallClock);
        }
    }

    @Nested
    class OfTasks extends TasksContract {
        @Override
        protected Ecs ecs() {
            return rehearsed.port(Ecs.class, Ports::ecs);
        }

        @Override
        protected Tasks tasks() {
            return rehearsed.port(Tasks.class, Ports::tasks);
        }

        @Override
        protected <R> R call(Call<R> call) {
            return rehearsed.call(call);
        }

        @Override
        protected void until(BooleanSupplier holds) {
            rehearsed.until(holds);
        }

        @Override
        protected Instant soon() {
            return past().plusSeconds(20);
        }

        @Override
        protected Instant past() {
            return rehearsed.on(rehearsed.process()::wallClock);
        }
    }

    @Nested
    class OfAlarms extends AlarmsContract {
        @Override
        protected Alarms alarms() {
            return rehearsed.port(Alarms.class, Ports::alarms);
        }

        @Override
        protected <R> R call(Call<R> call) {
            return rehearsed.call(call);
        }
    }

    @Nested
    class OfImages extends ImagesContract {
        @Override
        protected Images images() {
            return rehearsed.port(Images.class, Ports::images);
        }

        /** There is one, and each test has a world of its own. */
        @Override
        protected String repository() {
            return SimulatedImages.REPOSITORY;
        }

        @Override
        protected Digest push(String repository, String tag, String content) {
            var random =
                    new Random(new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).hashCode());
            var digest =
                    new Digest("sha256:" + "%016x".formatted(random.nextLong()).repeat(4));
            return rehearsed.on(() -> {
                Stage stage = rehearsed.stage();
                stage.images().push(tag, digest, Quality.GOOD, stage.schedule().now());
                return digest;
            });
        }
    }

    @Nested
    class OfTheJournal extends JournalContract {
        @Override
        protected Journal journal() {
            return rehearsed.port(Journal.class, Ports::journal);
        }
    }

    @Nested
    class OfTheInbox extends InboxContract {
        @Override
        protected Inbox inbox() {
            return rehearsed.port(Inbox.class, Ports::inbox);
        }

        @Override
        protected WakeUps wakeUps() {
            return rehearsed.port(WakeUps.class, Ports::wakeUps);
        }

        @Override
        protected Duration patience() {
            return PATIENCE;
        }
    }

    @Nested
    class OfParameters extends ParametersContract {
        @Override
        protected Parameters parameters() {
            return rehearsed.port(Parameters.class, Ports::parameters);
        }
    }

    @Nested
    class OfTheAnnouncer extends AnnouncerContract {
        @Override
        protected Announcer announcer() {
            return rehearsed.port(Announcer.class, Ports::announcer);
        }

        @Override
        protected List<Heard> heard() {
            return rehearsed.on(() -> rehearsed.stage().announced().stream()
                    .map(one -> new Heard("slipway", one.detailType(), json(one.detail())))
                    .toList());
        }
    }

    @Nested
    class OfTheGateCheck extends GateCheckContract {
        @Override
        protected GateCheck check(boolean isGood) {
            rehearsed.on(() -> {
                Stage stage = rehearsed.stage();
                stage.images().push("v0", SetUp.FIRST, isGood ? Quality.GOOD : Quality.FAILS_TEST, stage.start());
                new SetUp(stage, Scenario.fair()).run();
                return isGood;
            });
            rehearsed.until(() -> rehearsed.on(
                    () -> !rehearsed.stage().aws().digestsBehind(false).isEmpty()));
            return rehearsed.port(GateCheck.class, Ports::gateCheck);
        }

        @Override
        protected String url() {
            return "http://todo.example.com:" + SimulatedAws.TEST_PORT;
        }
    }

    @Nested
    class OfIds extends IdsContract {
        @Override
        protected Ids ids() {
            return rehearsed.port(Ids.class, Ports::ids);
        }

        @Override
        protected Ids ofAnotherProcess() {
            var other = new SimulatedProcess("w2.2", Duration.ZERO, rehearsed.stage(), new Random(2), () -> {});
            return SimulatedPorts.of(other, rehearsed.stage()).ids();
        }
    }

    @Nested
    class OfTheConfigSource extends ConfigSourceContract {
        private final SimulatedFiles files = new SimulatedFiles();

        @Override
        protected ConfigSource source() {
            return Settings.source(files);
        }

        @Override
        protected void write(String path, String text) {
            files.write(path, text);
        }
    }

    @Nested
    class OfTheClock extends ClockContract {
        @Override
        protected Clock clock() {
            return rehearsed.port(Clock.class, Ports::clock);
        }

        @Override
        protected void pass(Duration time) {
            rehearsed.pass(time);
        }
    }

    @Nested
    class OfTheBackground extends BackgroundContract {
        @Override
        protected Background background() {
            return rehearsed.port(Background.class, Ports::background);
        }

        @Override
        protected void until(BooleanSupplier holds) {
            rehearsed.until(holds);
        }

        @Override
        protected void breathe() {
            rehearsed.process().rest(Duration.ofMillis(1));
        }
    }
}

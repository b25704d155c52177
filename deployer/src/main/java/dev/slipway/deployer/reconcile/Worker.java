package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Command;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.stimulus.StimulusParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles messages of the work queue, one after the other: parse, look, delete. Only what can't be parsed is left in the
 * queue, for SQS to move it to the dead-letter queue.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    /** How long a message waits whose service's memory can't be used now. */
    static final Duration JOURNAL_AWAY = Duration.ofSeconds(30);

    private static final Duration KEEP_TOLD = Duration.ofDays(7);

    private final Ports ports;
    private final Reconciler reconciler;
    private final String prefix;
    private final Home home;

    public Worker(Ports ports, Reconciler reconciler, String prefix, Home home) {
        this.ports = ports;
        this.reconciler = reconciler;
        this.prefix = prefix;
        this.home = home;
    }

    /** Handles one message and deletes it. */
    public void handle(Inbox.Message message) {
        var stimulus = StimulusParser.parse(message.body());
        if (stimulus instanceof Stimulus.Unparsable unparsable) {
            // It comes back until SQS has moved it; once told is enough.
            if (message.receiveCount() <= 1) {
                ProblemLog.tell(Problems.messageUnparsable(message.id(), unparsable.why(), message.body()));
            }
            return;
        }
        try {
            look(stimulus);
        } catch (PortFailure | JournalNewer away) {
            // Told by whoever looked. Sent again and not left there, so that no outage uses up its receives.
            LOG.atDebug().addKeyValue("message", message.id()).log("sent again: {}", away.getMessage());
            ports.inbox().send(message.body(), JOURNAL_AWAY);
        }
        ports.inbox().delete(message);
    }

    private void look(Stimulus stimulus) {
        switch (stimulus) {
            case Stimulus.ImagePushed push -> pushed(push);
            case Stimulus.DeploymentChanged deployment ->
                concerned(deployment).forEach(service -> reconciler.look(service, Look.EVENT));
            case Stimulus.ParameterChanged parameter ->
                commanded(parameter.name()).forEach(service -> reconciler.look(service, Look.COMMAND));
            case Stimulus.WakeUp wake -> reconciler.look(wake.service(), Look.wake(wake.token()));
            case Stimulus.Ignored ignored -> LOG.debug("ignored: {}", ignored.why());
            case Stimulus.Unparsable unparsable -> throw new IllegalArgumentException(unparsable.why());
        }
    }

    /** Of services whose file was removed only if it is about none that has one. */
    private List<ServiceName> concerned(Stimulus.DeploymentChanged deployment) {
        var configured = ports.config().current().services();
        List<ServiceName> concerned = configured.values().stream()
                .filter(deployment::concerns)
                .map(ServiceSpec::name)
                .toList();
        return concerned.isEmpty()
                ? reconciler.knownServices().all().keySet().stream()
                        .filter(name -> !configured.containsKey(name))
                        .filter(name -> reconciler
                                .knownServices()
                                .removed(name)
                                .filter(deployment::concerns)
                                .isPresent())
                        .toList()
                : concerned;
    }

    private void pushed(Stimulus.ImagePushed push) {
        if (!home.isOf(push)) {
            LOG.atInfo()
                    .addKeyValue("account", push.account())
                    .addKeyValue("region", push.region())
                    .log("ignored: a push of {}:{} to a registry that is not ours", push.repository(), push.tag());
            return;
        }
        ConfigSet config = ports.config().current();
        List<ServiceSpec> services = config.ofRepository(push.repository());
        if (services.isEmpty() && isNews(push, config)) {
            ProblemLog.tell(
                    Problems.repositoryUnknown(push.repository(), push.tag(), config.repositories(), config.faults()));
        }
        var seen = new Push(push.repository(), push.tag(), push.digest(), push.time());
        services.forEach(spec -> reconciler.look(spec.name(), Look.at(seen)));
    }

    /** Whether no process has told of this repository yet, under this configuration. */
    private boolean isNews(Stimulus.ImagePushed push, ConfigSet config) {
        String told = push.repository() + "#" + Store.hash(config.hash() + String.join("\n", config.faults()));
        Instant forgetAt = ports.clock().now().plus(KEEP_TOLD);
        return ports.journal()
                .put(new Item(Keys.UNKNOWN, told, "{}", 0, "", Optional.of(forgetAt)), new Condition.Absent());
    }

    private List<ServiceName> commanded(String parameter) {
        var services = ports.config().current().services().keySet();
        if (parameter.equals("/" + prefix + "/command/" + Command.FOR_ALL)) {
            return List.copyOf(services);
        }
        // A service whose file was removed is known by its memory only, so its name is tried as well.
        return Stream.of("/command/", "/admin/")
                .map(channel -> "/" + prefix + channel)
                .filter(parameter::startsWith)
                .map(start -> parameter.substring(start.length()))
                .filter(ServiceName::isOne)
                .map(ServiceName::new)
                .toList();
    }
}

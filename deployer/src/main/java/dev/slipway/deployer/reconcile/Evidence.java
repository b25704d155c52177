package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Release;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why tasks stopped, read before a rollback: ECS forgets it. Never in the way of the rollback itself. */
final class Evidence {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
    private static final int MOST = 20;

    private final Ports ports;
    private final Codec codec;

    Evidence(Ports ports, Codec codec) {
        this.ports = ports;
        this.codec = codec;
    }

    void collect(ServiceSpec spec, Release release) {
        try {
            List<String> stopped = ports.ecs().listTasks(spec.cluster(), spec.service(), true);
            List<TaskView> tasks = stopped.isEmpty() ? List.of() : ports.ecs().describeTasks(spec.cluster(), stopped);
            var item = new Item(
                    Keys.service(spec.name()),
                    Keys.tasks(release.id()),
                    codec.write(tasks.subList(0, Math.min(MOST, tasks.size()))),
                    0,
                    "",
                    Optional.empty());
            ports.journal().put(item, new Condition.Absent());
        } catch (PortFailure failure) {
            LOG.atWarn()
                    .addKeyValue("service", spec.name())
                    .addKeyValue("release", release.id())
                    .addKeyValue("because", failure.getMessage())
                    .log("stopped tasks could not be recorded; rolling back all the same");
        }
    }
}

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a release's tasks stopped, read before a rollback: ECS forgets it. Never in the way of the rollback itself. */
final class Evidence {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
    private static final int MOST = 20;
    private static final Set<Kind> WENT_BACK = Set.of(Kind.ROLLED_BACK, Kind.FAILED);

    private final Ports ports;
    private final Codec codec;

    Evidence(Ports ports, Codec codec) {
        this.ports = ports;
        this.codec = codec;
    }

    /** Where ECS goes back by itself, its circuit breaker for one, nothing is sent that this could come before. */
    void whereEcsGoesBack(ServiceSpec spec, Release before, Release after) {
        boolean isBack = after.state() instanceof ReleaseState.Ended ended && WENT_BACK.contains(ended.kind());
        boolean isNews = !(before.state() instanceof ReleaseState.RollingBack);
        if (isNews && (isBack || after.state() instanceof ReleaseState.RollingBack)) {
            collect(spec, before);
        }
    }

    void collect(ServiceSpec spec, Release release) {
        if (!(release.state() instanceof ReleaseState.Deployed deployed)) {
            return;
        }
        try {
            List<TaskView> tasks =
                    RevisionTasks.stopped(ports.ecs(), spec, deployed.pin().taskDefinitionArn());
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
                    .log("stopped tasks could not be recorded; the release goes back all the same");
        }
    }
}

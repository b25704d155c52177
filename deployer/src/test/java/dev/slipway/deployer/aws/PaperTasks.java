package dev.slipway.deployer.aws;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.DataPlane;
import dev.slipway.sandbox.drive.TaskRunner;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.model.Emitted.StopTask;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that exist on paper only: they run at once, are always well, and stop when told. */
final class PaperTasks implements TaskRunner {
    private final Map<String, Runnable> ends = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();

    @Override
    public void start(StartTask task, Calls model) {
        String host = "10.0.0." + addresses.incrementAndGet();
        ends.put(
                task.taskArn(),
                () -> model.call(new TaskExited(
                        task.taskArn(),
                        task.containers().stream()
                                .map(each -> new TaskExited.Container(each.name(), 143, ""))
                                .toList(),
                        "")));
        model.call(new TaskStarted(
                task.taskArn(),
                task.containers().stream()
                        .map(each -> new TaskStarted.Container(each.name(), host, each.containerPort(), "paper"))
                        .toList()));
    }

    @Override
    public void stop(StopTask task) {
        Runnable end = ends.remove(task.taskArn());
        if (end != null) {
            end.run();
        }
    }

    @Override
    public void close() {}

    DataPlane dataPlane() {
        return new AllWell();
    }

    private record AllWell() implements DataPlane {
        @Override
        public void changed(Calls model) {
            for (DescribeDataPlane.TargetGroup group :
                    model.call(new DescribeDataPlane()).targetGroups()) {
                for (DescribeDataPlane.Target target : group.targets()) {
                    if (target.state() == TargetState.INITIAL || target.state() == TargetState.UNHEALTHY) {
                        probe(model, group.targetGroupArn(), target);
                        probe(model, group.targetGroupArn(), target);
                    }
                }
            }
        }

        private static void probe(Calls model, String group, DescribeDataPlane.Target target) {
            try {
                model.call(new TargetProbed(group, target.id(), target.port(), true, ""));
            } catch (AwsRefusal gone) {
                // It was deregistered in the meantime.
            }
        }

        @Override
        public void close() {}
    }
}

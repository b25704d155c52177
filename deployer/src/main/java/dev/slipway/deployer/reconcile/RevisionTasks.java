package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Ecs;
import java.util.List;

/** The tasks of a service that run one revision, and no others. */
final class RevisionTasks {
    private RevisionTasks() {}

    static List<TaskView> running(Ecs ecs, ServiceSpec spec, String taskDefinitionArn) {
        return of(ecs, spec, taskDefinitionArn, false).stream()
                .filter(task -> task.lastStatus().equals("RUNNING"))
                .toList();
    }

    /** Those that are to stop or have stopped within about an hour. */
    static List<TaskView> stopped(Ecs ecs, ServiceSpec spec, String taskDefinitionArn) {
        return of(ecs, spec, taskDefinitionArn, true);
    }

    private static List<TaskView> of(Ecs ecs, ServiceSpec spec, String taskDefinitionArn, boolean stopped) {
        List<String> arns = ecs.listTasks(spec.cluster(), spec.service(), stopped);
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(spec.cluster(), arns).stream()
                        .filter(task -> task.taskDefinitionArn().equals(taskDefinitionArn))
                        .toList();
    }
}

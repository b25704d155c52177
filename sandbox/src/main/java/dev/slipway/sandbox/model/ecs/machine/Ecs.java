package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Part;
import java.time.Instant;
import java.util.Optional;

/** Amazon ECS: answers its calls, and looks at its services whenever something about them changes. */
public final class Ecs implements Part {
    private final Surroundings around;
    private final Clusters clusters;
    private final Announcements announcements;
    private final Attention attention;
    private final TaskLife life;
    private final Fleet fleet;
    private final Hooks hooks;
    private final Rollbacks rollbacks;
    private final Monitors monitors;
    private final Rollouts rollouts;

    public Ecs(Surroundings around) {
        this.around = around;
        this.clusters = new Clusters(around);
        this.announcements = new Announcements(around);
        this.attention = new Attention(around.agenda());
        this.life = new TaskLife(around, announcements, attention);
        this.fleet = new Fleet(around, life, announcements, attention);
        this.hooks = new Hooks(around, announcements, attention);
        this.rollbacks = new Rollbacks(around, announcements, attention);
        this.monitors = new Monitors(around, rollbacks);
        this.rollouts =
                new Rollouts(around, fleet, new Traffic(around), hooks, rollbacks, monitors, announcements, attention);
        connect();
    }

    private void connect() {
        attention.by(this::look);
        hooks.whenRefused(rollbacks::byHook);
        life.whenFailed(monitors::taskFailed);
        around.balancing().watch(this::lookAtAll);
        around.alarms().watch(now -> around.agenda().at(now.plus(around.timing().alarmPoll()), this::lookAtAll));
    }

    @Override
    public void register(Handlers handlers) {
        var taskDefinitions = new TaskDefinitions(around);
        var views = new Views(around);
        clusters.register(handlers);
        taskDefinitions.register(handlers);
        new ServiceCalls(around, clusters, taskDefinitions, rollbacks, views, announcements, attention)
                .register(handlers);
        new DeploymentCalls(around, clusters, hooks, rollbacks, views, new DeploymentViews(around, life), attention)
                .register(handlers);
        new TaskCalls(around, clusters, life).register(handlers);
        new SingleTasks(around, clusters, taskDefinitions, life).register(handlers);
        new TagCalls(clusters, taskDefinitions).register(handlers);
    }

    @Override
    public void advanceTo(Instant now) {
        // What happens by itself is on the agenda.
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    private void lookAtAll(Instant now) {
        clusters.services().toList().forEach(service -> attention.to(service, now));
    }

    private void look(ServiceState service, Instant now) {
        fleet.fit(service, now).forEach(monitors::taskHealthy);
        rollouts.look(service, now);
        fleet.fit(service, now).forEach(monitors::taskHealthy);
        notice(service, now);
    }

    /** Says once that a service has become steady, and that a deleted one is gone. */
    private void notice(ServiceState service, Instant now) {
        boolean steady = service.isActive() && service.unfinished().isEmpty() && fleet.isSteady(service);
        if (steady && !service.isSteady) {
            announcements.say(service, "has reached a steady state.", now);
            announcements.action(service, "INFO", "SERVICE_STEADY_STATE", now);
        }
        service.isSteady = steady;
        if (service.status.equals("DRAINING")
                && service.unfinished().isEmpty()
                && service.tasks.stream().allMatch(TaskState::isStopped)) {
            service.status = "INACTIVE";
        }
    }
}

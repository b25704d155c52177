package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.WakeUps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Bugs in what administrators may ask for, in gates that ask for tasks, and in waiting. */
final class MutantsAmongPeople {
    private MutantsAmongPeople() {}

    static Stream<Mutant> all() {
        return Stream.of(
                takesEveryRollbackForAnEmergency(),
                asksNotHowLongTasksRun(),
                asksNotHowACommandEnded(),
                waitsForNothing(),
                believesItselfDetached());
    }

    /** What an operator asked for is remembered as if it could not wait for tests. */
    private static Mutant takesEveryRollbackForAnEmergency() {
        return new Mutant(
                "takes every rollback for an emergency",
                ports -> Mutant.withJournal(ports, (method, arguments) -> {
                    Object answer = Mutant.invoke(method, ports.journal(), arguments);
                    return Mutant.isFor(method, "get", arguments, "STATE")
                                    && answer instanceof Optional<?> found
                                    && found.orElse(null) instanceof Item item
                            ? Optional.of(urgent(item))
                            : answer;
                }));
    }

    private static Item urgent(Item item) {
        String body = item.body().replace("\"emergency\":null", "\"emergency\":{\"over\":null}");
        return new Item(item.pk(), item.sk(), body, item.version(), item.owner(), item.expiresAt());
    }

    /** A gate that asks for tasks which run for a while takes any that run. */
    private static Mutant asksNotHowLongTasksRun() {
        return new Mutant(
                "asks not how long tasks run",
                ports -> Mutant.withEcs(ports, (method, arguments) -> {
                    Object answer = Mutant.invoke(method, ports.ecs(), arguments);
                    return method.getName().equals("describeTasks") && answer instanceof List<?> tasks
                            ? tasks.stream().map(MutantsAmongPeople::old).toList()
                            : answer;
                }));
    }

    private static Object old(Object task) {
        return task instanceof TaskView seen
                ? new TaskView(
                        seen.arn(),
                        seen.taskDefinitionArn(),
                        seen.lastStatus(),
                        Optional.empty(),
                        seen.stoppedReason(),
                        seen.startedBy(),
                        seen.createdAt(),
                        seen.startedAt().map(start -> Instant.EPOCH),
                        seen.health(),
                        seen.containers())
                : task;
    }

    /** A gate that runs a command is content with its end. */
    private static Mutant asksNotHowACommandEnded() {
        return new Mutant(
                "asks not how a command ended",
                ports -> Mutant.withEcs(ports, (method, arguments) -> {
                    Object answer = Mutant.invoke(method, ports.ecs(), arguments);
                    return method.getName().equals("describeTasks") && answer instanceof List<?> tasks
                            ? tasks.stream().map(MutantsAmongPeople::well).toList()
                            : answer;
                }));
    }

    private static Object well(Object task) {
        return task instanceof TaskView seen
                ? new TaskView(
                        seen.arn(),
                        seen.taskDefinitionArn(),
                        seen.lastStatus(),
                        seen.stopCode(),
                        seen.stoppedReason(),
                        seen.startedBy(),
                        seen.createdAt(),
                        seen.startedAt(),
                        seen.health(),
                        seen.containers().stream()
                                .map(one -> new TaskView.ContainerView(
                                        one.name(), one.exitCode().map(code -> 0), one.reason(), one.address()))
                                .toList())
                : task;
    }

    /** Whatever it is to wait for, it looks again at once. */
    private static Mutant waitsForNothing() {
        return new Mutant("waits for nothing", ports -> {
            WakeUps hasty = (service, token, delay) -> ports.wakeUps().send(service, token, Duration.ZERO);
            return with(ports, hasty);
        });
    }

    /** It takes a service for one without hooks, whatever ECS says. */
    private static Mutant believesItselfDetached() {
        return new Mutant(
                "believes itself detached",
                ports -> Mutant.withEcs(ports, (method, arguments) -> {
                    Object answer = Mutant.invoke(method, ports.ecs(), arguments);
                    return method.getName().equals("describeServices") && answer instanceof List<?> views
                            ? views.stream()
                                    .map(MutantsAmongPeople::withoutHooks)
                                    .toList()
                            : answer;
                }));
    }

    private static Object withoutHooks(Object view) {
        return view instanceof ServiceView seen
                ? new ServiceView(
                        seen.arn(),
                        seen.name(),
                        seen.status(),
                        seen.deploymentController(),
                        seen.desiredCount(),
                        seen.taskDefinitionArn(),
                        seen.currentDeploymentArn(),
                        seen.currentRevisionArns(),
                        seen.loadBalancers(),
                        0,
                        seen.createdAt())
                : view;
    }

    private static Ports with(Ports ports, WakeUps wakeUps) {
        return new Ports(
                ports.ecs(),
                ports.tasks(),
                ports.loadBalancers(),
                ports.alarms(),
                ports.images(),
                ports.journal(),
                ports.inbox(),
                wakeUps,
                ports.parameters(),
                ports.config(),
                ports.gateCheck(),
                ports.announcer(),
                ports.ids(),
                ports.clock(),
                ports.background());
    }
}

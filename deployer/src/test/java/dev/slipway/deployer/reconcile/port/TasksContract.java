package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.deployer.model.TaskView;
import dev.slipway.sandbox.model.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Tasks} keeps to. Each test has a stage of its own; the world may be shared. */
public abstract class TasksContract {
    private static final String NAME = "slipway/01K/test/1";

    private EcsStage stage;

    protected abstract Tasks tasks();

    protected abstract Ecs ecs();

    /** Asks the world behind the ports. */
    protected abstract <R> R call(Call<R> call);

    /** Lets the world move on until this holds. */
    protected abstract void until(BooleanSupplier holds);

    /** An instant that has not come yet by the adapter's clock, and one that has. */
    protected abstract Instant soon();

    protected abstract Instant past();

    @BeforeEach
    void setTheStage() {
        stage = new EcsStage(this::call);
    }

    @Test
    void tellsOnWhatAServicesTasksRun() {
        Optional<Tasks.Placement> placement = tasks().placement(stage.cluster, "shop");

        assertThat(placement)
                .hasValueSatisfying(found ->
                        assertThat(found.settings().path("launchType").asText()).isEqualTo("FARGATE"));
        assertThat(tasks().placement(stage.cluster, "nobody")).isEmpty();
    }

    @Test
    void findsByItsNameWhatItStarted() {
        Sent<Void> sent = tasks().run(start(NAME), soon());

        assertThat(sent).isInstanceOf(Sent.Done.class);
        List<TaskView> found = ecs().describeTasks(stage.cluster, tasks().running(stage.cluster, NAME));
        assertThat(found)
                .extracting(TaskView::startedBy, TaskView::taskDefinitionArn)
                .containsExactly(tuple(Optional.of(NAME), stage.firstTaskDefinition));
        assertThat(tasks().running(stage.cluster, NAME + "1")).isEmpty();
        assertThat(ecs().listTasks(stage.cluster, "shop", false))
                .doesNotContain(found.getFirst().arn());
    }

    @Test
    void startsNothingWhenItIsSentAgain() {
        tasks().run(start(NAME), soon());

        tasks().run(start(NAME), soon());

        assertThat(tasks().running(stage.cluster, NAME)).hasSize(1);
    }

    @Test
    void findsWhatWasStoppedByItsFamily() {
        tasks().run(start(NAME), soon());
        String arn = tasks().running(stage.cluster, NAME).getFirst();

        Sent<Void> sent = tasks().stop(stage.cluster, arn, "too long", soon());

        assertThat(sent).isInstanceOf(Sent.Done.class);
        until(() -> ecs().describeTasks(stage.cluster, List.of(arn))
                .getFirst()
                .lastStatus()
                .equals("STOPPED"));
        assertThat(tasks().running(stage.cluster, NAME)).isEmpty();
        assertThat(tasks().stopped(stage.cluster, stage.family)).containsExactly(arn);
        assertThat(ecs().describeTasks(stage.cluster, List.of(arn)).getFirst())
                .extracting(TaskView::stopCode, TaskView::stoppedReason)
                .containsExactly(Optional.of("UserInitiated"), Optional.of("too long"));
    }

    @Test
    void refusesAContainerThatDoesNotExist() {
        var elsewhere = new Tasks.Start(
                stage.cluster,
                stage.firstTaskDefinition,
                tasks().placement(stage.cluster, "shop").orElseThrow(),
                "nobody",
                List.of("check"),
                NAME);

        PortFailure failure = catchThrowableOfType(PortFailure.class, () -> tasks().run(elsewhere, soon()));

        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.REFUSED);
        assertThat(tasks().running(stage.cluster, NAME)).isEmpty();
    }

    @Test
    void sendsNothingWhenItIsTooLate() {
        Sent<Void> run = tasks().run(start(NAME), past());
        Sent<Void> stop = tasks().stop(stage.cluster, "any", "reason", past());

        assertThat(List.of(run, stop)).allMatch(sent -> sent instanceof Sent.TooLate<Void>);
        assertThat(tasks().running(stage.cluster, NAME)).isEmpty();
    }

    private Tasks.Start start(String name) {
        return new Tasks.Start(
                stage.cluster,
                stage.firstTaskDefinition,
                tasks().placement(stage.cluster, "shop").orElseThrow(),
                "app",
                List.of("check", "--all"),
                name);
    }
}

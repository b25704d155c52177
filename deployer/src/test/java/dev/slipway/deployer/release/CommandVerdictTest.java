package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.model.TaskView.ContainerView;
import dev.slipway.deployer.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the end of a command says of the image it ran in. */
class CommandVerdictTest {
    private static final TaskSpec CHECK = new TaskSpec(List.of("bin/check", "--all"), "app", Duration.ofMinutes(1));

    private static final String TASK = "arn:aws:ecs:eu-west-1:123456789012:task/main/abc";

    @Nested
    class TheVerdict {
        @Test
        void isPassForExitCodeZero() {
            var report = CommandVerdict.of(CHECK, task("EssentialContainerExited", "done", Optional.of(0)), "");

            assertThat(report)
                    .isEqualTo(new Facts.Report(Verdict.PASS, "'bin/check --all' ended with exit code 0, in task abc"));
        }

        @Test
        void isFailForAnyOtherAndSaysWhereToRead() {
            var report =
                    CommandVerdict.of(CHECK, task("EssentialContainerExited", "done", Optional.of(1)), "'/ecs/app'");

            assertThat(report)
                    .isEqualTo(
                            new Facts.Report(
                                    Verdict.FAIL,
                                    "'bin/check --all' ended with exit code 1 (OutOfMemoryError), in task abc; its log is '/ecs/app'"));
        }

        @Test
        void isFailIfItTookTooLong() {
            var report =
                    CommandVerdict.of(CHECK, task("UserInitiated", CommandVerdict.tooLong(), Optional.of(143)), "");

            assertThat(report)
                    .isEqualTo(new Facts.Report(Verdict.FAIL, "'bin/check --all' took longer than 60 s, in task abc"));
        }

        @Test
        void isNoneIfSomethingElseEndedIt() {
            var report = CommandVerdict.of(
                    CHECK, task("TaskFailedToStart", "CannotPullContainerError: no", Optional.empty()), "");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.summary())
                    .isEqualTo("'bin/check --all' could not be judged: TaskFailedToStart: CannotPullContainerError: no"
                            + " (OutOfMemoryError), in task abc");
        }

        @Test
        void isNoneIfSomebodyElseEndedItThoughTheContainerSaysZero() {
            var report = CommandVerdict.of(CHECK, task("UserInitiated", "by hand", Optional.of(0)), "");

            assertThat(report)
                    .isEqualTo(new Facts.Report(
                            Verdict.INCONCLUSIVE,
                            "'bin/check --all' could not be judged: UserInitiated: by hand (OutOfMemoryError),"
                                    + " in task abc"));
        }

        @Test
        void isNoneIfItTookTooLongToStart() {
            var late = task("UserInitiated", CommandVerdict.tooLong(), Optional.empty(), Optional.empty());

            var report = CommandVerdict.of(CHECK, late, "");

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        }
    }

    private static TaskView task(String stopCode, String stoppedReason, Optional<Integer> exitCode) {
        return task(stopCode, stoppedReason, Optional.of(NOON), exitCode);
    }

    /** Beside the container that is asked there is another one, which always ends well. */
    private static TaskView task(
            String stopCode, String stoppedReason, Optional<Instant> startedAt, Optional<Integer> exitCode) {
        var beside = new ContainerView("beside", Optional.of(0), Optional.empty(), Optional.empty());
        var container = new ContainerView("app", exitCode, Optional.of("OutOfMemoryError"), Optional.empty());
        return new TaskView(
                TASK,
                "arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7",
                "STOPPED",
                Optional.of(stopCode),
                Optional.of(stoppedReason),
                Optional.of("slipway/R/test/1"),
                Optional.of(NOON),
                startedAt,
                Optional.empty(),
                List.of(beside, container));
    }
}

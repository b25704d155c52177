package dev.slipway.deployer.release;

import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.model.TaskView.ContainerView;
import dev.slipway.deployer.model.Verdict;
import java.util.Optional;

/** What the end of a gate's command says of a release. Pure. */
public final class CommandVerdict {
    /** ECS's word for a task of which a container ended by itself. */
    private static final String BY_ITSELF = "EssentialContainerExited";

    private static final String TOO_LONG = "Slipway: the gate's command took too long";

    private CommandVerdict() {}

    /** What ECS is told as the reason when the command is stopped for taking too long. */
    static String tooLong() {
        return TOO_LONG;
    }

    /**
     * Judges a task that has stopped. Only a command that ran, and ended by itself or took too long, says something of the
     * image; whatever else ends a task says nothing.
     *
     * @param log where the command's log is; empty if it is not known
     */
    public static Facts.Report of(TaskSpec spec, TaskView task, String log) {
        String command = "'" + String.join(" ", spec.command()) + "'";
        Optional<ContainerView> container = task.containers().stream()
                .filter(one -> one.name().equals(spec.container()))
                .findFirst();
        Optional<Integer> exitCode = container.flatMap(ContainerView::exitCode);
        boolean endedByItself = task.stopCode().equals(Optional.of(BY_ITSELF)) && exitCode.isPresent();
        boolean tookTooLong = task.stoppedReason().equals(Optional.of(TOO_LONG))
                && task.startedAt().isPresent();
        String where = ", in task " + id(task) + (log.isEmpty() ? "" : "; its log is " + log);
        if (tookTooLong) {
            return new Facts.Report(
                    Verdict.FAIL, command + " took longer than " + spec.within().toSeconds() + " s" + where);
        }
        if (!endedByItself) {
            return new Facts.Report(
                    Verdict.INCONCLUSIVE, command + " could not be judged: " + why(task, container) + where);
        }
        int code = exitCode.get();
        String ended = command + " ended with exit code " + code;
        return code == 0
                ? new Facts.Report(Verdict.PASS, ended + where)
                : new Facts.Report(
                        Verdict.FAIL,
                        ended
                                + container
                                        .flatMap(ContainerView::reason)
                                        .map(reason -> " (" + reason + ")")
                                        .orElse("")
                                + where);
    }

    private static String why(TaskView task, Optional<ContainerView> container) {
        String stopped = task.stopCode().orElse("stopped")
                + task.stoppedReason().map(reason -> ": " + reason).orElse("");
        return stopped
                + container
                        .flatMap(ContainerView::reason)
                        .map(reason -> " (" + reason + ")")
                        .orElse("");
    }

    private static String id(TaskView task) {
        return task.arn().substring(task.arn().lastIndexOf('/') + 1);
    }
}

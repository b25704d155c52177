package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.Condition;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.Dependency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of a task's containers is started next, and in what order they are stopped, as Amazon's own agent does by
 * {@code dependsOn} (docs/aws.md, Tasks [agent]). Pure.
 */
final class StartOrder {
    private StartOrder() {}

    /** What is to be done. */
    sealed interface Next {
        /** Start this one. */
        record Start(ContainerSpec spec) implements Next {}

        /** Never start this one. */
        record GiveUp(ContainerSpec spec, String reason) implements Next {}

        /** Ask again when a container is news. */
        record Wait() implements Next {}

        /** All are begun or given up. */
        record Done() implements Next {}
    }

    /**
     * How a container stands whose turn has come.
     *
     * @param isStarted false if it was given up
     * @param isHealthy whether it passes its health check
     * @param isLate    whether its {@code startTimeout} is over
     * @param exitCode  empty while it runs, and if it was given up
     */
    record Standing(boolean isStarted, boolean isHealthy, boolean isLate, Optional<Integer> exitCode) {
        static final Standing GIVEN_UP = new Standing(false, false, false, Optional.empty());
        static final Standing BEGUN = new Standing(true, false, false, Optional.empty());

        Standing healthy(boolean now) {
            return new Standing(isStarted, now, isLate, exitCode);
        }

        Standing late() {
            return new Standing(isStarted, isHealthy, true, exitCode);
        }

        Standing ended(int code) {
            return new Standing(isStarted, isHealthy, isLate, Optional.of(code));
        }
    }

    private enum Verdict {
        RESOLVED,
        OPEN,
        NOT_SUCCESSFUL,
        TIMED_OUT,
        NEVER_STARTS
    }

    /**
     * Decides.
     *
     * @param all   the task's containers
     * @param begun those whose turn has come, by name
     */
    static Next decide(List<ContainerSpec> all, Map<String, Standing> begun) {
        if (begun.size() == all.size()) {
            return new Next.Done();
        }
        for (ContainerSpec spec : all) {
            if (!begun.containsKey(spec.name())) {
                Next next = decide(spec, begun);
                if (!(next instanceof Next.Wait)) {
                    return next;
                }
            }
        }
        return new Next.Wait();
    }

    private static Next decide(ContainerSpec spec, Map<String, Standing> begun) {
        boolean isOpen = false;
        for (Dependency dependency : spec.dependsOn()) {
            switch (verdict(dependency, begun.get(dependency.containerName()))) {
                case RESOLVED -> {
                    // The next one decides.
                }
                case OPEN -> isOpen = true;
                case NOT_SUCCESSFUL -> {
                    return giveUp(spec, dependency, "as dependency did not exit successfully.");
                }
                case NEVER_STARTS -> {
                    return giveUp(spec, dependency, "because dependency will never start");
                }
                case TIMED_OUT -> {
                    return new Next.GiveUp(
                            spec,
                            "CannotStartContainerError: dependency graph: container ordering dependency ["
                                    + dependency.containerName() + "] for target [" + spec.name() + "] has timed out.");
                }
            }
        }
        return isOpen ? new Next.Wait() : new Next.Start(spec);
    }

    private static Next giveUp(ContainerSpec spec, Dependency dependency, String why) {
        return new Next.GiveUp(
                spec,
                "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency ["
                        + dependency.containerName() + "] for target [" + spec.name() + "] " + why);
    }

    private static Verdict verdict(Dependency dependency, @Nullable Standing standing) {
        if (standing == null) {
            return Verdict.OPEN;
        }
        if (!standing.isStarted()) {
            return Verdict.NEVER_STARTS;
        }
        boolean hasEnded = standing.exitCode().isPresent();
        boolean isResolved = switch (dependency.condition()) {
            case START -> true;
            case COMPLETE -> hasEnded;
            case SUCCESS -> standing.exitCode().filter(code -> code == 0).isPresent();
            case HEALTHY -> standing.isHealthy() && !hasEnded;
        };
        if (isResolved) {
            return Verdict.RESOLVED;
        }
        if (hasEnded) {
            // One that ended before it was healthy can't time out any more; AWS's agent waits on.
            return dependency.condition() == Condition.SUCCESS ? Verdict.NOT_SUCCESSFUL : Verdict.OPEN;
        }
        return standing.isLate() ? Verdict.TIMED_OUT : Verdict.OPEN;
    }

    /** Whether another one of these waits for this container to end. */
    static boolean isAwaited(ContainerSpec spec, List<ContainerSpec> all) {
        return all.stream()
                .flatMap(other -> other.dependsOn().stream())
                .anyMatch(dependency -> dependency.containerName().equals(spec.name())
                        && (dependency.condition() == Condition.COMPLETE
                                || dependency.condition() == Condition.SUCCESS));
    }

    /** Whether one of these depends on this container: those are stopped first. */
    static boolean isNeeded(ContainerSpec spec, List<ContainerSpec> running) {
        return running.stream()
                .flatMap(other -> other.dependsOn().stream())
                .anyMatch(dependency -> dependency.containerName().equals(spec.name()));
    }
}

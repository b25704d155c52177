package dev.slipway.deployer.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What decides at a gate.
 *
 * @param suites         names of the suites to run, as in the configuration tree; may be empty if there is an approval
 * @param tags           only tests with one of these tags; empty means all
 * @param smoke          how long one smoke run may take, its cleanup included; more than zero
 * @param reruns         how often an INCONCLUSIVE run is repeated; zero or more
 * @param approvalWithin how long a person has for {@code promote}; empty if none is asked
 * @param healthyFor     how long all tasks of the revision have to run without trouble before anything else is asked; empty
 *     if that is not asked
 * @param task           a command that has to succeed, in a task of the release's image; empty if none is run; never beside
 *     suites
 */
public record GateSpec(
        GateKind kind,
        List<String> suites,
        List<String> tags,
        TargetSpec target,
        Duration smoke,
        int reruns,
        Optional<Duration> approvalWithin,
        Optional<Duration> healthyFor,
        Optional<TaskSpec> task) {

    /** How long a task may take until its command runs, unless the gate says. */
    public static final Duration TO_START = Duration.ofMinutes(5);

    /** ECS's longest hook timeout: 14 days (API reference, TimeoutConfiguration). */
    public static final long MAX_TIMEOUT_MINUTES = 20_160;

    public GateSpec {
        suites = List.copyOf(suites);
        tags = List.copyOf(tags);
    }

    /** One that asks suites, a person, or both. */
    public GateSpec(
            GateKind kind,
            List<String> suites,
            List<String> tags,
            TargetSpec target,
            Duration smoke,
            int reruns,
            Optional<Duration> approvalWithin) {
        this(kind, suites, tags, target, smoke, reruns, approvalWithin, Optional.empty(), Optional.empty());
    }

    /** How long judging may take at most, the approval and what answering takes included. */
    public Duration longest() {
        // Tasks that are replaced once have to run for as long once more.
        Duration running = healthyFor.map(time -> time.multipliedBy(2)).orElse(Duration.ZERO);
        Duration command =
                task.map(one -> one.longest().multipliedBy(1L + reruns)).orElse(Duration.ZERO);
        return smoke.multipliedBy(1L + reruns)
                .plus(running)
                .plus(command)
                .plus(approvalWithin.orElse(Duration.ZERO))
                .plusMinutes(5);
    }

    /** The hook's timeout: smoke × (1 + reruns) + twice the time to be healthy + the command's × (1 + reruns) + the approval + 5 min, in whole minutes, at most 14 days. */
    public int timeoutMinutes() {
        long minutes = longest().plusSeconds(59).toMinutes();
        return (int) Math.min(minutes, MAX_TIMEOUT_MINUTES);
    }

    /**
     * A command that judges a release by its exit code.
     *
     * @param command   at least one word
     * @param container the one that gets it; the others of the task definition run as always
     * @param within    how long it may take once it runs; more than zero
     * @param start     how long its task may take until it runs; more than zero; empty means {@link #TO_START}
     */
    public record TaskSpec(List<String> command, String container, Duration within, Optional<Duration> start) {
        public TaskSpec {
            command = List.copyOf(command);
        }

        public TaskSpec(List<String> command, String container, Duration within) {
            this(command, container, within, Optional.empty());
        }

        public Duration toStart() {
            return start.orElse(TO_START);
        }

        /** From asking for the task to the end of the command, at most. */
        public Duration longest() {
            return toStart().plus(within);
        }
    }

    /**
     * Where the smoke tests go.
     *
     * @param url         scheme, host and port as users know them
     * @param connectTo   {@code host:port} to connect to instead, Host and SNI staying those of {@code url}
     * @param allowWrites whether suites that write may run here
     */
    public record TargetSpec(String url, Optional<String> connectTo, boolean allowWrites) {}
}

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.Deployed;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which problems are in what a service's outbox tells: they are told with it, so once for each occurrence, and again only if
 * the process that told them died before it could say so.
 */
final class TellingProblems {
    private TellingProblems() {}

    /** In the order in which they came. */
    static List<Problem> of(ServiceState state) {
        Outbox outbox = state.outbox();
        return Stream.of(
                        outbox.answers().stream().flatMap(answer -> refused(state, answer).stream()),
                        outbox.ended().stream().flatMap(release -> refused(state, release).stream()),
                        outbox.announcements().stream().flatMap(told -> halted(state, told).stream()))
                .flatMap(one -> one)
                .toList();
    }

    private static Optional<Problem> refused(ServiceState state, CommandAnswer answer) {
        return answer.accepted()
                ? Optional.empty()
                : Optional.of(Problems.commandRefused(
                        state.service(), answer.parameter(), answer.version(), answer.command(), answer.answer()));
    }

    private static Optional<Problem> refused(ServiceState state, Release release) {
        if (!(release.state() instanceof Ended end) || end.kind() != ReleaseState.Kind.REFUSED) {
            return Optional.empty();
        }
        return end.because().flatMap(because -> refused(state, release, because, end.reason()));
    }

    private static Optional<Problem> refused(ServiceState state, Release release, EndClass because, String reason) {
        return switch (because) {
            case RENDER_REFUSED -> Optional.of(Problems.renderRefused(state.service(), release.id(), reason));
            case PREFLIGHT_REFUSED -> Optional.of(Problems.preflightRefused(state.service(), release.id(), reason));
            case IMAGE_GONE -> Optional.of(Problems.imageGone(state.service(), release.id(), reason));
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> halted(ServiceState state, Outbox.Announcement told) {
        Optional<Release> release =
                state.release().filter(one -> one.id().value().equals(told.release()));
        return told.problem().flatMap(code -> release.flatMap(one -> halted(state, one, code, told.reason())));
    }

    private static Optional<Problem> halted(ServiceState state, Release release, ProblemCode code, String reason) {
        String deployment =
                release.state() instanceof Deployed deployed ? deployed.pin().deploymentArn() : "no deployment";
        return switch (code) {
            case GATE_UNRECOGNIZED ->
                Optional.of(Problems.gateUnrecognized(state.service(), release.id(), deployment, reason));
            case ROLLBACK_STUCK ->
                Optional.of(Problems.rollbackStuck(state.service(), release.id(), deployment, reason));
            default -> Optional.empty();
        };
    }
}

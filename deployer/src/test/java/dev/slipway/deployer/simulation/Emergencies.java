package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which releases an administrator's own word made an emergency: what is remembered of a release is not enough. */
final class Emergencies {
    private final Set<String> ids = new HashSet<>();
    private final Set<Trigger> asked = new HashSet<>();
    private Optional<Release> running = Optional.empty();

    void see(Step step) {
        if (step instanceof Step.StateWritten written) {
            running = written.after().release();
            note(written.after());
        }
    }

    private void note(ServiceState state) {
        state.lastAnswers().stream()
                .filter(answer -> answer.accepted()
                        && answer.parameter().equals(Scenario.Channel.ADMIN.parameter())
                        && answer.command().startsWith("rollback emergency"))
                .forEach(answer -> ids.add(answer.release()));
        Stream.concat(state.release().stream(), state.queue().stream())
                .filter(release -> ids.contains(release.id().value()))
                .forEach(release -> asked.add(release.trigger()));
    }

    /** Whether no gate is asked about this one; one that gave way comes again under another id. */
    boolean isOne(Release release) {
        return release.trigger().emergency().isPresent() && asked.contains(release.trigger());
    }

    /** The emergency under way. */
    Optional<Release> running() {
        return running.filter(this::isOne);
    }

    /** The deployment that it was told to go over. */
    Optional<String> over() {
        return running().flatMap(release -> release.trigger().emergency()).flatMap(Trigger.Emergency::over);
    }
}

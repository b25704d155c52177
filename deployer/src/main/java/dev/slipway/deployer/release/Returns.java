package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.Command.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what becomes of {@code rollback}: it ends what is in flight, or starts a release of what was good. Pure. */
final class Returns {
    private Returns() {}

    static ServiceState rollBack(
            ServiceState state,
            ServiceSpec spec,
            Written written,
            Command.RollBack command,
            Supplier<ReleaseId> ids,
            Instant now) {
        if (command.over().isPresent()) {
            return Administration.force(state, spec, written, command, ids, now);
        }
        if (state.release().isPresent()) {
            return endInFlight(state, written, command, state.release().get());
        }
        Optional<Good> target = command.target().isEmpty()
                ? state.live().flatMap(Good::fallback).flatMap(state::good)
                : named(state, command.target().get());
        if (target.isEmpty()) {
            return Commander.refuse(
                    state,
                    written,
                    command.target()
                            .map(name -> "'" + name + "' names no release that was live; " + choices(state))
                            .orElse("there is no earlier good release to go back to; " + choices(state)));
        }
        boolean alreadyLive = state.live()
                .map(live -> live.image().isSameAs(target.get().image()))
                .orElse(false);
        if (alreadyLive) {
            return Commander.refuse(state, written, target.get().image() + " is live already");
        }
        boolean alreadyQueued =
                state.queue().stream().anyMatch(release -> release.trigger().isRollback());
        if (alreadyQueued) {
            return Commander.refuse(state, written, "a rollback is waiting to start already");
        }
        ReleaseId id = ids.get();
        var leaving = state.live().map(Good::id);
        var trigger = new Trigger.ManualRollback(
                target.get().id(),
                leaving,
                command.full(),
                written.by(),
                Optional.empty(),
                command.emergency() ? Optional.of(new Trigger.Emergency(Optional.empty())) : Optional.empty());
        var queued = Intake.enqueueFirst(
                state, Release.queued(id, trigger, target.get().image(), now), now);
        String left = state.live().map(live -> live.image().toString()).orElse("what is live");
        return Commander.accept(
                heldBy(queued, spec, written, now),
                written,
                "going back from " + left + " to " + target.get().image()
                        + (command.emergency() ? "; its gates are not asked" : ""),
                Optional.of(id));
    }

    private static ServiceState endInFlight(
            ServiceState state, Written written, Command.RollBack command, Release release) {
        boolean meansAnother = command.target().isPresent()
                && !command.target().get().equals(release.id().value());
        if (meansAnother) {
            return Commander.refuse(
                    state,
                    written,
                    "release " + release.id() + " of " + release.image() + " is in flight; 'rollback' ends it first");
        }
        // Also of one that goes back already: then its end is an operator's too, with hold and without a retry.
        var wished = release.withWish(Optional.of(new Release.Wish.RollBack(written.by())));
        String answer = release.state() instanceof ReleaseState.RollingBack
                ? "release " + release.id() + " is rolling back already" + overIt(command, release)
                : "ending release " + release.id() + " of " + release.image();
        return Commander.accept(
                state.change().release(Optional.of(wished)).done(), written, answer, Optional.of(release.id()));
    }

    private static String overIt(Command.RollBack command, Release release) {
        return command.emergency()
                ? "; if ECS is stuck, 'rollback emergency force " + release.id() + "' starts over it"
                : "";
    }

    static ServiceState heldBy(ServiceState state, ServiceSpec spec, Written written, Instant now) {
        if (!spec.holdAfterRollback() || state.hold().isPresent()) {
            return state;
        }
        String reason = "rolled back by " + written.by() + "; 'resume' lets releases start again";
        return state.change()
                .hold(Optional.of(new Hold(reason, written.by(), now)))
                .done();
    }

    static Optional<Good> named(ServiceState state, String name) {
        return state.goods()
                .filter(good -> good.id().value().equals(name)
                        || good.image().tag().equals(Optional.of(name))
                        || good.image()
                                .digest()
                                .map(digest -> digest.value().equals(name))
                                .orElse(false))
                .filter(good -> !good.image().digest().map(state::isQuarantined).orElse(false))
                .findFirst();
    }

    static String choices(ServiceState state) {
        var names = new ArrayList<String>();
        state.earlier().stream()
                .filter(good -> !good.rolledBack()
                        && !good.image().digest().map(state::isQuarantined).orElse(false))
                .forEach(good -> names.add(good.image() + " as " + good.id()));
        return names.isEmpty()
                ? "no other release was live since Slipway first saw the service"
                : "known are " + String.join(", ", names);
    }
}

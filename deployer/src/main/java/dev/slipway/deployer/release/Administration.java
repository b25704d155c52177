package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.release.Command.Written;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ReleaseState.Production;
import dev.slipway.deployer.release.ReleaseState.RollingBack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides what becomes of what administrators wrote. Pure. */
final class Administration {
    /** Of a digest at least so much has to be named, beside {@code sha256:}. */
    private static final int DIGEST_CHARS = 12;

    private Administration() {}

    static ServiceState deploy(
            ServiceState state,
            ServiceSpec spec,
            Written written,
            Command.Deploy command,
            SortedMap<String, Image> images,
            Supplier<ReleaseId> ids,
            Instant now) {
        if (!images.containsKey(command.image())) {
            return Commander.refuse(
                    state,
                    written,
                    "ECR has no image '" + command.image() + "' in repository '"
                            + spec.image().repository() + "' that could be deployed");
        }
        Image image = images.get(command.image());
        Optional<String> obstacle = obstacle(state, image);
        if (obstacle.isPresent()) {
            return Commander.refuse(state, written, obstacle.get());
        }
        ReleaseId id = ids.get();
        var trigger = new Trigger.ManualDeploy(command.image(), written.by());
        var queued = Intake.enqueue(state, Release.queued(id, trigger, image, now), spec.supersede(), now);
        return Commander.accept(queued, written, "deploying " + image + remarks(state, image), Optional.of(id));
    }

    private static Optional<String> obstacle(ServiceState state, Image image) {
        Stream<String> inFlight = state.release().stream()
                .filter(release -> release.image().isSameAs(image))
                .map(release -> "release " + release.id() + " of " + image + " is in flight");
        Stream<String> waiting = state.queue().stream()
                .filter(release ->
                        release.image().isSameAs(image) && release.trigger().isOperators())
                .map(release -> "release " + release.id() + " of " + image + " waits already");
        Stream<String> live = state.live().stream()
                .filter(good -> good.image().isSameAs(image))
                .map(good -> image + " is live already");
        return Stream.of(inFlight, waiting, live, full(state))
                .flatMap(one -> one)
                .findFirst();
    }

    /** Pushes would give way to it, but what operators asked for does not. */
    private static Stream<String> full(ServiceState state) {
        long asked = state.queue().stream()
                .filter(release -> release.trigger().isOperators())
                .count();
        return asked < ServiceState.QUEUE
                ? Stream.empty()
                : Stream.of(asked + " releases that operators asked for wait already; write it again when fewer do");
    }

    private static String remarks(ServiceState state, Image image) {
        String after = state.release()
                .map(release -> ", after release " + release.id() + ", which is in flight")
                .orElse("");
        String held = state.hold().isPresent() ? ", though the service is held" : "";
        String bad = image.digest().map(state::isQuarantined).orElse(false) ? ", though it proved bad before" : "";
        return after + held + bad;
    }

    /** What a digest that is meant begins with. */
    static String beginning(Command.Clear command) {
        return command.digest().startsWith("sha256:") ? command.digest() : "sha256:" + command.digest();
    }

    static boolean isLongEnough(String beginning) {
        return beginning.length() >= "sha256:".length() + DIGEST_CHARS;
    }

    /** {@code beyond}: those that begin so and that STATE does not keep any more. */
    static ServiceState clear(ServiceState state, Written written, Command.Clear command, List<Digest> beyond) {
        String wanted = beginning(command);
        if (!isLongEnough(wanted)) {
            return Commander.refuse(
                    state,
                    written,
                    "'" + command.digest() + "' is too short; name the digest, or its first " + DIGEST_CHARS
                            + " characters");
        }
        List<Digest> found = Stream.of(state.quarantine(), state.outbox().overflow(), beyond)
                .flatMap(List::stream)
                .filter(digest -> digest.value().startsWith(wanted))
                .filter(digest -> !state.outbox().lifted().contains(digest))
                .distinct()
                .toList();
        if (found.isEmpty()) {
            String quarantined = state.quarantine().isEmpty()
                    ? "nothing is"
                    : "what is, './slipway status " + state.service() + "' shows";
            return Commander.refuse(state, written, "'" + command.digest() + "' is not quarantined; " + quarantined);
        }
        if (found.size() > 1) {
            return Commander.refuse(
                    state, written, "'" + command.digest() + "' begins several quarantined digests; name it in full");
        }
        Digest digest = found.getFirst();
        boolean wasTried = state.tried()
                .map(tried -> tried.image().digest().equals(Optional.of(digest)))
                .orElse(false);
        return Commander.accept(
                state.change().clearing(digest).done(),
                written,
                digest + " is quarantined no more; "
                        + (wasTried ? "'retry' tries it again" : "'deploy', or a push of a new tag, releases it"),
                Optional.empty());
    }

    static ServiceState detach(ServiceState state, Written written, Instant now) {
        if (state.release().isPresent()) {
            Release release = state.release().get();
            return Commander.refuse(
                    state,
                    written,
                    "release " + release.id() + " of " + release.image()
                            + " is in flight; wait for its end, or end it by 'rollback'");
        }
        if (state.detachment().isPresent()) {
            Detachment before = state.detachment().get();
            return Commander.refuse(
                    state,
                    written,
                    "the service " + (before.isDone() ? "was" : "is being") + " detached already, as " + before.by()
                            + " asked at " + before.since());
        }
        var hold = new Hold(
                "detached by " + written.by() + "; the next release, after 'resume' or 'deploy', puts the hooks back",
                written.by(),
                now);
        var detached = state.change()
                .detachment(Optional.of(new Detachment(written.by(), now, Optional.empty(), false)))
                .hold(Optional.of(hold))
                .done();
        return Commander.accept(
                detached,
                written,
                "the hooks are taken off the ECS service, and nothing starts until 'resume' or 'deploy'",
                Optional.empty());
    }

    /** Gives up the release in flight as it is, and goes back over its deployment. */
    static ServiceState force(
            ServiceState state,
            ServiceSpec spec,
            Written written,
            Command.RollBack command,
            Supplier<ReleaseId> ids,
            Instant now) {
        String named = command.over().orElse("");
        Optional<Release> stuck =
                state.release().filter(release -> release.id().value().equals(named));
        if (stuck.isEmpty()) {
            return Commander.refuse(state, written, notInFlight(state, named));
        }
        Release release = stuck.get();
        if (!(release.state() instanceof RollingBack deployed)) {
            return Commander.refuse(
                    state,
                    written,
                    "release " + release.id()
                            + " is not rolling back yet; 'rollback' asks ECS for that, and 'force' is for when it gets stuck");
        }
        Optional<Good> target = command.target().isEmpty()
                ? state.live()
                : Returns.named(state, command.target().get());
        if (target.isEmpty()) {
            return Commander.refuse(state, written, noTarget(state, command));
        }
        var trigger = emergency(target.get(), written, deployed);
        ReleaseId id = ids.get();
        var ended = givenUp(state, spec, written, release, id, now);
        var queued = Intake.enqueueFirst(
                ended, Release.queued(id, trigger, target.get().image(), now), now);
        return Commander.accept(
                queued,
                written,
                "release " + release.id() + " is given up; going back to "
                        + target.get().image() + " over its deployment, without asking gates",
                Optional.of(id));
    }

    private static String notInFlight(ServiceState state, String named) {
        return state.release()
                .map(release ->
                        "in flight is release " + release.id() + " of " + release.image() + ", not '" + named + "'")
                .orElse("no release is in flight; leave 'force " + named + "' away");
    }

    private static String noTarget(ServiceState state, Command.RollBack command) {
        return command.target()
                        .map(name -> "'" + name + "' names no release that was live; ")
                        .orElse("no release was ever live; ")
                + Returns.choices(state);
    }

    private static Trigger.ManualRollback emergency(Good target, Written written, RollingBack over) {
        var emergency = new Trigger.Emergency(Optional.of(over.pin().deploymentArn()));
        return new Trigger.ManualRollback(
                target.id(), Optional.empty(), false, written.by(), Optional.empty(), Optional.of(emergency));
    }

    private static ServiceState givenUp(
            ServiceState state, ServiceSpec spec, Written written, Release release, ReleaseId next, Instant now) {
        String reason = "given up by " + written.by() + "; release " + next + " goes over its deployment";
        var end = new Ended(now, Kind.FAILED, Optional.of(EndClass.STOPPED_BY_OPERATOR), Production.UNKNOWN, reason);
        var wished = release.withWish(Optional.of(new Release.Wish.RollBack(written.by())));
        return Ending.of(state, spec, wished, wished.to(end, now, reason), next, now);
    }
}

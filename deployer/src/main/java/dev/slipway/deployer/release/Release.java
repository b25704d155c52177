package dev.slipway.deployer.release;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to make one image the production version of one service.
 *
 * @param configHash  under which the frozen service configuration is kept; empty until Preparing
 * @param suitesHash  under which the pinned suites are kept; empty until Preparing
 * @param taskDefinitionHash under which its rendered task definition is kept; empty until rendered
 * @param bootstrap   whether no deployment of the service was ever SUCCESSFUL when this one began
 * @param intent      the effect that may be under way
 * @param answers     the hooks answered, in order
 * @param wish        what an operator asked of it and is still to be done
 * @param timeline    what happened, oldest first; the first two and the newest, {@value #TIMELINE} together
 */
public record Release(
        ReleaseId id,
        Trigger trigger,
        Image image,
        Instant createdAt,
        String configHash,
        String suitesHash,
        String taskDefinitionHash,
        boolean bootstrap,
        ReleaseState state,
        Optional<Intent> intent,
        List<HookAnswer> answers,
        Optional<Wish> wish,
        List<Entry> timeline) {
    private static final int TIMELINE = 30;

    public Release {
        answers = List.copyOf(answers);
        timeline = List.copyOf(timeline);
    }

    /** A release that waits for its turn. */
    public static Release queued(ReleaseId id, Trigger trigger, Image image, Instant now) {
        return made(id, trigger, image, "", "", new ReleaseState.Queued(now), now, madeBy(trigger));
    }

    private static Release made(
            ReleaseId id,
            Trigger trigger,
            Image image,
            String suitesHash,
            String taskDefinitionHash,
            ReleaseState state,
            Instant now,
            String why) {
        return new Release(
                id,
                trigger,
                image,
                now,
                "",
                suitesHash,
                taskDefinitionHash,
                false,
                state,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(new Entry(now, state.kind(), why)));
    }

    /** Who made it is part of its story, if it was a person. */
    private static String madeBy(Trigger trigger) {
        return switch (trigger) {
            case Trigger.ManualDeploy deploy -> "made: 'deploy " + deploy.wanted() + "' by " + deploy.by();
            case Trigger.ManualRollback rollback
            when rollback.emergency().isPresent() -> "made: an emergency rollback by " + rollback.by();
            case Trigger.ManualRollback rollback -> "made: a rollback by " + rollback.by();
            default -> "made";
        };
    }

    /** A release that Slipway did not make: what was serving when it looked. */
    public static Release adopted(
            ReleaseId id, Trigger trigger, Image image, String taskDefinitionHash, String suitesHash, Instant now) {
        String reason = trigger instanceof Trigger.Adopted
                ? "was running when Slipway first saw the service"
                : "was deployed by someone else";
        var live = new ReleaseState.Ended(
                now, ReleaseState.Kind.LIVE, Optional.empty(), ReleaseState.Production.THIS, reason);
        return made(id, trigger, image, suitesHash, taskDefinitionHash, live, now, reason);
    }

    /** A release of a deployment that Slipway did not start, or had given up, and that has to be judged or stopped now. */
    public static Release met(
            ReleaseId id,
            Trigger.Foreign trigger,
            Image image,
            String taskDefinitionHash,
            ReleaseState.Pin pin,
            Instant now) {
        String reason = trigger.late()
                .map(release -> "the deployment of release " + release + ", which had ended without it, showed up late")
                .orElse("someone else's deployment waits at our hook");
        var rolling = new ReleaseState.Rolling(now, pin, Optional.empty());
        return made(id, trigger, image, "", taskDefinitionHash, rolling, now, reason);
    }

    /** As something that can be gone back to, once it is live. */
    public Good asGood(String taskDefinitionArn, ServiceState state, Instant now) {
        return new Good(
                id, image, taskDefinitionHash, taskDefinitionArn, suitesHash, now, Ending.fallback(state, this), false);
    }

    /**
     * The same release in another state, which its timeline tells.
     *
     * @throws IllegalStateException if the move is not allowed
     */
    public Release to(ReleaseState next, Instant now, String why) {
        if (next.kind() != state.kind() && !state.kind().next().contains(next.kind())) {
            throw new IllegalStateException("release " + id + " can't go from " + state.kind() + " to " + next.kind());
        }
        var told = new ArrayList<>(timeline);
        var entry = new Entry(now, next.kind(), why);
        if (told.isEmpty() || !told.getLast().saysTheSameAs(entry)) {
            told.add(entry);
        }
        if (told.size() > TIMELINE) {
            // When it was made and when it began are kept; what goes is the oldest of the rest.
            told.remove(2);
        }
        return with(next, intent, answers, wish, told);
    }

    public Release withIntent(Optional<Intent> newIntent) {
        return with(state, newIntent, answers, wish, timeline);
    }

    public Release withWish(Optional<Wish> newWish) {
        return with(state, intent, answers, newWish, timeline);
    }

    /** Frozen as it begins. */
    public Release frozen(String config, String suites, boolean isBootstrap) {
        return from(config, suites, taskDefinitionHash, isBootstrap);
    }

    Release rendered(String hash) {
        return from(configHash, suitesHash, hash, bootstrap);
    }

    Release answered(HookAnswer answer) {
        var all = new ArrayList<>(answers);
        all.add(answer);
        return with(state, intent, all, wish, timeline);
    }

    /** The same of what it was made from, another of what became of it. */
    private Release with(
            ReleaseState newState,
            Optional<Intent> newIntent,
            List<HookAnswer> newAnswers,
            Optional<Wish> newWish,
            List<Entry> newTimeline) {
        return new Release(
                id,
                trigger,
                image,
                createdAt,
                configHash,
                suitesHash,
                taskDefinitionHash,
                bootstrap,
                newState,
                newIntent,
                newAnswers,
                newWish,
                newTimeline);
    }

    private Release from(String config, String suites, String taskDefinition, boolean isBootstrap) {
        return new Release(
                id,
                trigger,
                image,
                createdAt,
                config,
                suites,
                taskDefinition,
                isBootstrap,
                state,
                intent,
                answers,
                wish,
                timeline);
    }

    /** What we answered at this hook, if we did. */
    public Optional<HookAnswer> answerTo(String hookId) {
        return answers.stream().filter(answer -> answer.hookId().equals(hookId)).findFirst();
    }

    /** Whether a gate of this kind was passed. */
    public boolean hasPassed(GateKind gate) {
        return answers.stream().anyMatch(answer -> answer.gate() == gate && answer.action() == HookAction.CONTINUE);
    }

    /** When it left the queue, or was first met. Deadlines count from here, however long it waited before. */
    public Instant begunAt() {
        return timeline.stream()
                .filter(entry -> entry.state() != ReleaseState.Kind.QUEUED)
                .map(Entry::at)
                .findFirst()
                .orElse(createdAt);
    }

    /** When ECS was asked for its deployment, last if more than once; if never, or not any more known, when it began. */
    Instant startedAt() {
        return timeline.stream()
                .filter(entry -> entry.state() == ReleaseState.Kind.STARTING)
                .map(Entry::at)
                .reduce((earlier, later) -> later)
                .orElseGet(this::begunAt);
    }

    /** Whether a person named this deployment, in flight though it is, for it to be started over. */
    public boolean isToReplace(String deploymentArn) {
        return trigger.emergency().flatMap(Trigger.Emergency::over).equals(Optional.of(deploymentArn));
    }

    public boolean isOver() {
        return state.kind().isTerminal();
    }

    /** What we decided at one hook. Never changed, only repeated. */
    public record HookAnswer(String hookId, GateKind gate, HookAction action, Instant at) {}

    /** One line of the story. */
    public record Entry(Instant at, ReleaseState.Kind state, String what) {
        private static final int CHARS = 200;

        public Entry {
            what = Sentence.atMost(CHARS, what);
        }

        boolean saysTheSameAs(Entry other) {
            return state == other.state && what.equals(other.what);
        }
    }

    /** What an operator asked of a release in flight. */
    public sealed interface Wish {
        /** Who asked, an ARN. */
        String by();

        /** End it and go back. */
        record RollBack(String by) implements Wish {}

        /** Continue at the hook that awaited promotion. */
        record Promote(String hookId, String by) implements Wish {}
    }
}

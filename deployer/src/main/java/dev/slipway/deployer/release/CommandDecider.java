package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.GateSpec.TaskSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.Facts.CommandRun;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.ReleaseState.AtGate;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides at a gate that runs a command in a task of the release's own. The task is an effect like any other: intended
 * before it is asked for, and found again by its name whoever looks. Pure.
 */
final class CommandDecider {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofSeconds(10);

    private CommandDecider() {}

    static Decision decide(Situation situation, AtGate state, DeploymentView ours, GateSpec gate, Instant now) {
        Facts facts = situation.facts();
        if (facts.command().isPresent()) {
            return watch(situation, state, gate, facts.command().get(), now);
        }
        if (facts.last() instanceof EffectOutcome.Refused refused) {
            var report =
                    new Facts.Report(Verdict.INCONCLUSIVE, "the command could not be started: " + refused.message());
            return judged(situation, state, gate, report, now);
        }
        if (!(facts.last() instanceof EffectOutcome.None)) {
            return Decision.stay(
                    situation.release(), now.plus(SOON), "the command was started; ECS does not show it yet");
        }
        return begin(situation, state, ours, gate.task().orElseThrow(), now);
    }

    private static Decision begin(Situation situation, AtGate state, DeploymentView ours, TaskSpec spec, Instant now) {
        if (!GateDecider.timeFor(spec.longest(), state.visit(), now)) {
            return RollBacks.ask(
                    situation.release(),
                    state,
                    ours,
                    EndClass.GATE_TIMEOUT,
                    "no time is left for the command, "
                            + spec.toStart().toSeconds() + " s to start and "
                            + spec.within().toSeconds() + " s to run, before the hook expires at "
                            + state.visit().expiresAt().map(Instant::toString).orElse("?"),
                    now);
        }
        String name = state.visit().commandName(situation.release().id());
        return Decision.go(
                situation.release(),
                state,
                new Effect.RunCommand(name),
                now.plus(SOON),
                now,
                "running '" + String.join(" ", spec.command()) + "' as '" + name + "'");
    }

    private static Decision watch(Situation situation, AtGate state, GateSpec gate, CommandRun run, Instant now) {
        if (run.end().isPresent()) {
            return judged(situation, state, gate, run.end().get(), now);
        }
        Release release = situation.release();
        TaskSpec spec = gate.task().orElseThrow();
        Instant due = run.startedAt()
                .map(since -> since.plus(spec.within()))
                .orElseGet(() -> run.createdAt().plus(spec.toStart()));
        if (now.isBefore(due)) {
            return Decision.stay(
                    release,
                    ReleaseDecider.min(due, now.plus(POLL)),
                    "the command " + (run.startedAt().isPresent() ? "runs" : "is starting") + ", until " + due);
        }
        boolean wasAsked = !(situation.facts().last() instanceof EffectOutcome.None);
        return wasAsked
                ? Decision.stay(release, now.plus(SOON), "the command was told to stop")
                : Decision.go(
                        release,
                        state,
                        new Effect.StopCommand(run.taskArn(), CommandVerdict.tooLong()),
                        now.plus(SOON),
                        now,
                        "the command should have ended at " + due + "; stopping it");
    }

    private static Decision judged(Situation situation, AtGate state, GateSpec gate, Facts.Report report, Instant now) {
        GateVisit visit = state.visit();
        boolean again = report.verdict() == Verdict.INCONCLUSIVE
                && visit.inconclusive() < gate.reruns()
                && GateDecider.timeFor(gate.task().orElseThrow().longest(), visit, now);
        var next = again ? visit.inconclusiveRun() : visit.judged(report.verdict(), report.summary(), now);
        return Decision.go(
                situation.release(),
                new AtGate(state.since(), state.pin(), next),
                now,
                now,
                report.verdict() + (again ? ", running once more: " : ": ") + report.summary());
    }
}

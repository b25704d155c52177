package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.BEGUN;
import static dev.slipway.deployer.release.Shop.HOOK;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.PIN;
import static dev.slipway.deployer.release.Shop.RENDERING;
import static dev.slipway.deployer.release.Shop.TASK_DEFINITION;
import static dev.slipway.deployer.release.Shop.TOKEN;
import static dev.slipway.deployer.release.Shop.V2;
import static dev.slipway.deployer.release.Shop.V3;
import static dev.slipway.deployer.release.Shop.awaitingState;
import static dev.slipway.deployer.release.Shop.clear;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.registeredState;
import static dev.slipway.deployer.release.Shop.revision;
import static dev.slipway.deployer.release.Shop.visit;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.Facts.EffectOutcome;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A release and what is seen of the world around it, in the words of the domain: {@code
 * Scene.atGate(TEST).hookWaits().report(FAIL, "1 of 3 failed").decide()}. It is noon; the release entered its state a
 * minute ago and began a minute before that. ECS is at work on its deployment, which brings v2.
 */
final class Scene extends SeenInEcs<Scene> {
    private final ReleaseState state;
    private Specs specs = Specs.shopApi()
            .gates(Specs.gate(GateKind.TEST), Specs.gate(GateKind.STEP), Specs.gate(GateKind.PRODUCTION));
    private Trigger trigger = new Trigger.Push("v2", BEGUN);
    private boolean bootstrap;
    private Instant begun = BEGUN;
    private Optional<Intent> intent = Optional.empty();
    private Optional<Release.Wish> wish = Optional.empty();
    private final List<Release.HookAnswer> answers = new ArrayList<>();
    private ServiceState service = Shop.seen();
    private Optional<RevisionView> target = Optional.of(revision(V2));
    private EffectOutcome last = new EffectOutcome.None();
    private Optional<Facts.Rendered> rendered = Optional.empty();
    private Optional<String> registered = Optional.empty();
    private Optional<Facts.PreflightFacts> preflight = Optional.empty();
    private Optional<Facts.Traffic> traffic = Optional.empty();
    private final List<Release.Entry> told = new ArrayList<>();
    private Optional<Facts.Fleet> fleet = Optional.empty();
    private Optional<Facts.CommandRun> command = Optional.empty();
    private Optional<Facts.Report> report = Optional.empty();
    private Optional<Instant> leaseUntil = Optional.empty();

    private Scene(ReleaseState state) {
        this.state = state;
        if (state instanceof ReleaseState.Deployed) {
            ecsSays(DeploymentStatus.IN_PROGRESS);
        }
    }

    static Scene in(ReleaseState state) {
        return new Scene(state);
    }

    /** Nothing rendered yet. */
    static Scene preparing() {
        return in(new ReleaseState.Preparing(A_MINUTE_AGO, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    static Scene rendered() {
        return in(new ReleaseState.Preparing(A_MINUTE_AGO, Optional.of(RENDERING), Optional.empty(), Optional.empty()));
    }

    /** Registered, and nothing stands in the way. */
    static Scene registered() {
        return in(registeredState()).preflight(clear());
    }

    static Scene starting() {
        return in(new ReleaseState.Starting(A_MINUTE_AGO, RENDERING, TASK_DEFINITION));
    }

    static Scene rolling() {
        return in(new ReleaseState.Rolling(A_MINUTE_AGO, PIN, Optional.empty()));
    }

    /** The hook waits; no run was claimed yet. */
    static Scene atGate(GateKind gate) {
        return in(new ReleaseState.AtGate(A_MINUTE_AGO, PIN, visit(gate))).hookWaits();
    }

    /** A run was claimed a minute ago. */
    static Scene testing(GateKind gate) {
        return in(new ReleaseState.AtGate(A_MINUTE_AGO, PIN, visit(gate).claimed("its-token", A_MINUTE_AGO)))
                .hookWaits();
    }

    static Scene judged(GateKind gate, Verdict verdict, String summary) {
        return in(new ReleaseState.AtGate(A_MINUTE_AGO, PIN, visit(gate).judged(verdict, summary, A_MINUTE_AGO)))
                .hookWaits();
    }

    static Scene awaitingPromotion() {
        return in(awaitingState()).hookWaits();
    }

    static Scene baking() {
        return in(new ReleaseState.Baking(A_MINUTE_AGO, PIN));
    }

    /** ECS was asked to go back by stopping the deployment. */
    static Scene rollingBack(EndClass cause) {
        return in(new ReleaseState.RollingBack(A_MINUTE_AGO, PIN, cause, "the evidence", Optional.empty(), true));
    }

    /** ECS began to go back without being asked. */
    static Scene goingBackByItself(EndClass cause) {
        return in(new ReleaseState.RollingBack(A_MINUTE_AGO, PIN, cause, "the evidence", Optional.empty(), false));
    }

    @Override
    Scene self() {
        return this;
    }

    @Override
    ReleaseState state() {
        return state;
    }

    Scene configured(Specs with) {
        specs = with;
        return this;
    }

    Scene because(Trigger why) {
        trigger = why;
        return this;
    }

    /** No deployment of the service was ever SUCCESSFUL. */
    Scene bootstrap() {
        bootstrap = true;
        return this;
    }

    Scene begun(Instant when) {
        begun = when;
        return this;
    }

    Scene intending(Effect effect) {
        intent = Optional.of(new Intent(effect, "a-dead-turn", A_MINUTE_AGO));
        return this;
    }

    Scene operatorRollsBack() {
        wish = Optional.of(new Release.Wish.RollBack("ann"));
        return this;
    }

    Scene operatorPromotes() {
        wish = Optional.of(new Release.Wish.Promote(HOOK, "ann"));
        return this;
    }

    Scene continued(String hookId, GateKind gate) {
        answers.add(new Release.HookAnswer(hookId, gate, HookAction.CONTINUE, A_MINUTE_AGO));
        return this;
    }

    Scene service(ServiceState remembered) {
        service = remembered;
        return this;
    }

    Scene newerWaits() {
        service = service.change().queue(List.of(queued(3, V3))).done();
        return this;
    }

    Scene command(Facts.CommandRun run) {
        command = Optional.of(run);
        return this;
    }

    Scene fleet(Facts.Fleet its) {
        fleet = Optional.of(its);
        return this;
    }

    /** What its timeline said last. */
    Scene told(Instant at, String what) {
        told.add(new Release.Entry(at, state.kind(), what));
        return this;
    }

    /** ECS was asked for its deployment then. */
    Scene startedAt(Instant when) {
        told.add(new Release.Entry(when, Kind.STARTING, "starting the deployment"));
        return this;
    }

    Scene targetRuns(Image image) {
        target = Optional.of(revision(image));
        return this;
    }

    Scene targetUnknown() {
        target = Optional.empty();
        return this;
    }

    Scene after(EffectOutcome outcome) {
        last = outcome;
        return this;
    }

    Scene renders(Facts.Rendered outcome) {
        rendered = Optional.of(outcome);
        return this;
    }

    Scene findsRegistered(String arn) {
        registered = Optional.of(arn);
        return this;
    }

    Scene preflight(Facts.PreflightFacts facts) {
        preflight = Optional.of(facts);
        return this;
    }

    /** The test rule sends all to the new revision, whose targets are its own tasks. */
    Scene production(int percent) {
        return traffic(percent, 100, Optional.empty());
    }

    Scene traffic(int productionPercent, int testPercent, Optional<String> strangers) {
        traffic = Optional.of(new Facts.Traffic(productionPercent, OptionalInt.of(testPercent), strangers));
        return this;
    }

    Scene report(Verdict verdict, String summary) {
        report = Optional.of(new Facts.Report(verdict, summary));
        return this;
    }

    Scene leaseUntil(Instant until) {
        leaseUntil = Optional.of(until);
        return this;
    }

    @Override
    Release release() {
        var timeline = new ArrayList<>(List.of(
                new Release.Entry(begun, Kind.QUEUED, "made"), new Release.Entry(begun, Kind.PREPARING, "its turn")));
        timeline.addAll(told);
        return new Release(
                id(2), trigger, V2, begun, "config", "suites", "td-hash", bootstrap, state, intent, answers, wish,
                timeline);
    }

    Situation situation() {
        boolean runs = state instanceof ReleaseState.AtGate atGate
                && atGate.visit().claim().isPresent();
        var facts = new Facts(
                serviceSeen(),
                deployment(),
                target,
                last,
                rendered,
                registered,
                preflight,
                traffic,
                runs ? Optional.of(new Facts.Run(report, leaseUntil)) : Optional.empty(),
                fleet,
                command);
        Release release = release();
        var remembered = service.change().release(Optional.of(release)).done();
        return new Situation(specs.build(), remembered, release, facts, TOKEN, Lease.DEFAULT);
    }

    Decision decide() {
        return decide(NOON);
    }

    Decision decide(Instant now) {
        return ReleaseDecider.decide(situation(), now);
    }
}

package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.ReleaseState.Kind.AT_GATE;
import static dev.slipway.deployer.release.ReleaseState.Kind.AWAITING_PROMOTION;
import static dev.slipway.deployer.release.ReleaseState.Kind.BAKING;
import static dev.slipway.deployer.release.ReleaseState.Kind.CANCELLED;
import static dev.slipway.deployer.release.ReleaseState.Kind.FAILED;
import static dev.slipway.deployer.release.ReleaseState.Kind.LIVE;
import static dev.slipway.deployer.release.ReleaseState.Kind.PREPARING;
import static dev.slipway.deployer.release.ReleaseState.Kind.QUEUED;
import static dev.slipway.deployer.release.ReleaseState.Kind.REFUSED;
import static dev.slipway.deployer.release.ReleaseState.Kind.REPLACED;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLED_BACK;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLING;
import static dev.slipway.deployer.release.ReleaseState.Kind.ROLLING_BACK;
import static dev.slipway.deployer.release.ReleaseState.Kind.STARTING;
import static dev.slipway.deployer.release.ReleaseState.Kind.SUPERSEDED;
import static dev.slipway.deployer.release.Shop.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.DeploymentStatus;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.testing.Specs;
import dev.slipway.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every move that {@link Kind#next} allows is taken once here, and {@code docs/release-states.md} is written from it. */
class LegalMovesTest {

    /** One move and one way to it. */
    private record Move(Kind from, Kind to, String when, Supplier<Release> taken) {}

    @TestFactory
    Stream<DynamicTest> everyMoveIsTaken() {
        return moves().stream()
                .map(move -> DynamicTest.dynamicTest(
                        move.from().text() + " to " + move.to().text() + ": " + move.when(), () -> {
                            var taken = move.taken().get();

                            assertThat(taken.state().kind()).isEqualTo(move.to());
                        }));
    }

    @Test
    void noMoveIsAllowedThatIsNotTakenHere() {
        var allowed = Stream.of(Kind.values())
                .flatMap(from -> from.next().stream().map(to -> from.text() + " to " + to.text()));

        var taken = moves().stream()
                .map(move -> move.from().text() + " to " + move.to().text())
                .toList();

        assertThat(taken).containsExactlyElementsOf(allowed.toList());
    }

    @Test
    void theDocumentedDiagramIsTheCode() {
        var page = new StringBuilder("""
                # The states of a release

                Written by `LegalMovesTest` from the code; `-Dgolden.write=true` writes it again.

                ```mermaid
                stateDiagram-v2
                    [*] --> Queued
                """);
        for (Kind from : Kind.values()) {
            from.next().forEach(to -> page.append("    %s --> %s%n".formatted(from.text(), to.text())));
            if (from.isTerminal()) {
                page.append("    %s --> [*]%n".formatted(from.text()));
            }
        }
        page.append("""
                ```

                A look may come late: ECS may be several steps ahead of the state we know, so a release can go from a gate to
                its end without having been seen in between. What Slipway itself does always goes step by step.

                | state | goes to | for instance when |
                | --- | --- | --- |
                """);
        moves().forEach(move -> page.append(
                "| %s | %s | %s |%n".formatted(move.from().text(), move.to().text(), move.when())));

        Golden.matches("../../../../docs/release-states.md", page.toString());
    }

    private static List<Move> moves() {
        var all = new ArrayList<Move>();
        all.addAll(beforeEcs());
        all.addAll(underWay(
                ROLLING,
                Scene::rolling,
                Optional.of(new Move(
                        ROLLING,
                        AT_GATE,
                        "ECS waits at a hook that is a gate",
                        () -> next(Scene.rolling()
                                .stage("POST_TEST_TRAFFIC_SHIFT")
                                .hookWaits()
                                .production(0))))));
        all.addAll(underWay(
                AT_GATE,
                () -> Scene.testing(GateKind.TEST),
                Optional.of(new Move(
                        AT_GATE,
                        ROLLING,
                        "the gate passed and ECS is told to continue",
                        () -> next(Scene.judged(GateKind.TEST, Verdict.PASS, "3 passed"))))));
        all.add(
                all.indexOf(first(all, AT_GATE, BAKING)),
                new Move(
                        AT_GATE,
                        AWAITING_PROMOTION,
                        "the tests passed and a person has to promote",
                        () -> next(Scene.judged(GateKind.TEST, Verdict.PASS, "3 passed")
                                .configured(Specs.shopApi().gates(Specs.approvedGate(GateKind.TEST))))));
        all.addAll(underWay(
                AWAITING_PROMOTION,
                Scene::awaitingPromotion,
                Optional.of(new Move(
                        AWAITING_PROMOTION,
                        ROLLING,
                        "a person promoted it",
                        () -> next(Scene.awaitingPromotion().operatorPromotes())))));
        all.addAll(underWay(BAKING, Scene::baking, Optional.empty()));
        all.addAll(goingBack());
        return all;
    }

    private static Move first(List<Move> moves, Kind from, Kind to) {
        return moves.stream()
                .filter(move -> move.from() == from && move.to() == to)
                .findFirst()
                .orElseThrow();
    }

    private static List<Move> beforeEcs() {
        return List.of(
                new Move(
                        QUEUED,
                        PREPARING,
                        "it is its turn",
                        () -> Intake.startNext(waiting(Shop.seen()), NOON)
                                .release()
                                .orElseThrow()),
                new Move(
                        QUEUED,
                        SUPERSEDED,
                        "a newer push came while it waited",
                        () -> Intake.enqueue(
                                        waiting(Shop.seen()),
                                        Shop.queued(4, Shop.image(4)),
                                        Supersede.QUEUE_LATEST,
                                        NOON)
                                .outbox()
                                .ended()
                                .getFirst()),
                new Move(
                        QUEUED,
                        CANCELLED,
                        "its digest proved bad or went live while it waited",
                        () -> Intake.startNext(
                                        waiting(Shop.seen()
                                                .change()
                                                .quarantining(Shop.digest(3))
                                                .done()),
                                        NOON)
                                .outbox()
                                .ended()
                                .getFirst()),
                new Move(PREPARING, STARTING, "preflight is clear", () -> next(Scene.registered())),
                new Move(
                        PREPARING,
                        SUPERSEDED,
                        "a newer push came, under 'supersede: replace'",
                        () -> next(Scene.registered()
                                .newerWaits()
                                .configured(Specs.shopApi().supersede(Supersede.REPLACE)))),
                new Move(
                        PREPARING,
                        CANCELLED,
                        "an operator wrote 'rollback'",
                        () -> next(Scene.registered().operatorRollsBack())),
                new Move(
                        PREPARING,
                        REFUSED,
                        "it can't be rendered, or preflight is against it",
                        () -> next(Scene.registered().serviceIsGone())),
                new Move(
                        STARTING,
                        PREPARING,
                        "nothing was sent, because something else was in flight",
                        () -> next(Scene.starting().after(new Facts.EffectOutcome.NotSent("something is in flight")))),
                new Move(
                        STARTING,
                        ROLLING,
                        "ECS lists our deployment",
                        () -> next(Scene.starting().ecsSays(DeploymentStatus.PENDING))),
                new Move(
                        STARTING,
                        REPLACED,
                        "someone else's deployment stopped it before it was seen",
                        () -> next(Scene.starting().ecsSays(DeploymentStatus.STOPPED))),
                new Move(
                        STARTING,
                        REFUSED,
                        "ECS refused the call, or our deployment never appeared",
                        () -> next(Scene.starting().after(new Facts.EffectOutcome.Refused("InvalidParameter", "no")))),
                new Move(
                        STARTING,
                        FAILED,
                        "the service was deleted",
                        () -> next(Scene.starting().serviceIsGone())));
    }

    private static List<Move> underWay(Kind from, Supplier<Scene> scene, Optional<Move> onward) {
        var all = new ArrayList<Move>();
        onward.ifPresent(all::add);
        if (from != BAKING) {
            all.add(new Move(
                    from,
                    BAKING,
                    "all production traffic is on the new revision",
                    () -> next(over(scene).stage("BAKE_TIME"))));
        }
        all.add(new Move(
                from,
                LIVE,
                "ECS says SUCCESSFUL and our digest runs",
                () -> next(scene.get().ecsSays(DeploymentStatus.SUCCESSFUL))));
        all.add(new Move(
                from,
                ROLLING_BACK,
                rollingBackWhen(from),
                () -> next(scene.get().operatorRollsBack())));
        all.add(new Move(
                from,
                ROLLED_BACK,
                "ECS went back by itself between two looks",
                () -> next(scene.get().ecsSays(DeploymentStatus.ROLLBACK_SUCCESSFUL))));
        all.add(new Move(
                from,
                REPLACED,
                "someone else's deployment stopped it",
                () -> next(scene.get().ecsSays(DeploymentStatus.STOPPED))));
        all.add(new Move(
                from,
                FAILED,
                "ECS could not go back, or the service was deleted",
                () -> next(scene.get().ecsSays(DeploymentStatus.ROLLBACK_FAILED))));
        return all;
    }

    private static String rollingBackWhen(Kind from) {
        return switch (from) {
            case AT_GATE -> "a gate failed, or no time is left, or an operator wrote 'rollback'";
            case AWAITING_PROMOTION -> "nobody promoted it in time, or an operator wrote 'rollback'";
            case BAKING -> "an alarm went off, or an operator wrote 'rollback'";
            default -> "a deadline passed, ECS began to go back, or an operator wrote 'rollback'";
        };
    }

    private static List<Move> goingBack() {
        return List.of(
                new Move(
                        ROLLING_BACK,
                        ROLLED_BACK,
                        "ECS went back",
                        () -> next(Scene.rollingBack(EndClass.SMOKE_FAILED)
                                .ecsSays(DeploymentStatus.ROLLBACK_SUCCESSFUL))),
                new Move(
                        ROLLING_BACK,
                        LIVE,
                        "the request lost the race; the way back is queued at once",
                        () -> next(Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.SUCCESSFUL))),
                new Move(
                        ROLLING_BACK,
                        REPLACED,
                        "someone else's deployment stopped it",
                        () -> next(Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.STOPPED))),
                new Move(
                        ROLLING_BACK,
                        FAILED,
                        "ECS could not go back",
                        () -> next(
                                Scene.rollingBack(EndClass.SMOKE_FAILED).ecsSays(DeploymentStatus.ROLLBACK_FAILED))));
    }

    private static Scene over(Supplier<Scene> scene) {
        return scene.get().hookIsOver();
    }

    private static Release next(Scene scene) {
        return scene.decide().next();
    }

    private static ServiceState waiting(ServiceState state) {
        return state.change().queue(List.of(Shop.queued(3, Shop.V3))).done();
    }
}

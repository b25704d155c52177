package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Outbox;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TellingProblemsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceName SHOP = new ServiceName("shop-api");
    private static final ReleaseId ID = new ReleaseId("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    @Test
    void aRefusedCommandIsOne() {
        var state = unseen().change()
                .answering(answer("promote", false, "no release is in flight"))
                .done();

        var told = TellingProblems.of(state);

        assertThat(told)
                .containsExactly(Problems.commandRefused(
                        SHOP, "/slipway/command/shop-api", 3, "promote", "no release is in flight"));
    }

    @Test
    void anAcceptedCommandIsNone() {
        var state = unseen().change().answering(answer("hold", true, "held")).done();

        var told = TellingProblems.of(state);

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EndClass.class,
            names = {"RENDER_REFUSED", "PREFLIGHT_REFUSED", "IMAGE_GONE"})
    void aReleaseRefusedForAReasonThatAPersonCanMendIsOne(EndClass because) {
        var state = ended(Kind.REFUSED, because, "that is why");

        var told = TellingProblems.of(state);

        var expected = switch (because) {
            case RENDER_REFUSED -> Problems.renderRefused(SHOP, ID, "that is why");
            case PREFLIGHT_REFUSED -> Problems.preflightRefused(SHOP, ID, "that is why");
            default -> Problems.imageGone(SHOP, ID, "that is why");
        };
        assertThat(told).containsExactly(expected);
    }

    @Test
    void aReleaseThatEndedOtherwiseIsNone() {
        var state = ended(Kind.ROLLED_BACK, EndClass.SMOKE_FAILED, "a test failed");

        var told = TellingProblems.of(state);

        assertThat(told).isEmpty();
    }

    @Test
    void aReleaseThatHaltsIsOneWithItsDeployment() {
        var pin = new ReleaseState.Pin("deployment/1", "td:1");
        var release = preparing()
                .to(new ReleaseState.Starting(NOON, new ReleaseState.Rendering("h", "f", 1), "td:1"), NOON, "starts")
                .to(new ReleaseState.Rolling(NOON, pin, Optional.empty()), NOON, "rolls");
        var halts = new Outbox.Announcement(
                ID.value(), "Rolling", "that is why", Optional.empty(), Optional.of(ProblemCode.GATE_UNRECOGNIZED));
        var state = unseen().change()
                .release(Optional.of(release))
                .outbox(new Outbox(false, List.of(), List.of(halts), List.of(), List.of(), List.of(), List.of()))
                .done();

        var told = TellingProblems.of(state);

        assertThat(told).containsExactly(Problems.gateUnrecognized(SHOP, ID, "deployment/1", "that is why"));
    }

    private static ServiceState ended(Kind kind, EndClass because, String reason) {
        var production = kind == Kind.REFUSED ? ReleaseState.Production.UNCHANGED : ReleaseState.Production.PREVIOUS;
        var end = new ReleaseState.Ended(NOON, kind, Optional.of(because), production, reason);
        var release = kind == Kind.REFUSED
                ? preparing().to(end, NOON, reason)
                : preparing()
                        .to(
                                new ReleaseState.Starting(NOON, new ReleaseState.Rendering("h", "f", 1), "td:1"),
                                NOON,
                                "starts")
                        .to(
                                new ReleaseState.Rolling(NOON, new ReleaseState.Pin("d", "td:1"), Optional.empty()),
                                NOON,
                                "rolls")
                        .to(end, NOON, reason);
        return unseen().change()
                .outbox(new Outbox(false, List.of(release), List.of(), List.of(), List.of(), List.of(), List.of()))
                .done();
    }

    private static Release preparing() {
        var image = Image.of("shop/api", new Digest("sha256:" + "a".repeat(64)), "v1");
        return Release.queued(ID, new Trigger.Push("v1", NOON), image, NOON)
                .to(
                        new ReleaseState.Preparing(NOON, Optional.empty(), Optional.empty(), Optional.empty()),
                        NOON,
                        "its turn");
    }

    private static CommandAnswer answer(String command, boolean accepted, String text) {
        return new CommandAnswer("/slipway/command/shop-api", 3, command, "ann", NOON, accepted, text, "");
    }

    private static ServiceState unseen() {
        return ServiceState.unseen(SHOP, NOON);
    }
}

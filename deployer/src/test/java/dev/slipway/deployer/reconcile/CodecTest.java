package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Intent;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodecTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void readsBackWhatItWrote() {
        var visit = new GateVisit(
                "ecs-pause-x",
                GateKind.TEST,
                1,
                NOON,
                Optional.of(NOON),
                2,
                1,
                Optional.of(new GateVisit.Claim("t", NOON)),
                Optional.of(new GateVisit.Judgement(Verdict.PASS, "3 passed", NOON)));
        var release = new Release(
                new ReleaseId("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
                new Trigger.Push("v1", NOON),
                Image.of("shop/api", new Digest("sha256:" + "a".repeat(64)), "v1"),
                NOON,
                "c",
                "s",
                "t",
                false,
                new ReleaseState.AtGate(NOON, new ReleaseState.Pin("d", "td:1"), visit),
                Optional.of(new Intent(new Effect.Answer("d", "h", HookAction.CONTINUE), "tok", NOON)),
                List.of(new Release.HookAnswer("h", GateKind.STEP, HookAction.CONTINUE, NOON)),
                Optional.of(new Release.Wish.RollBack("me")),
                List.of(new Release.Entry(NOON, ReleaseState.Kind.QUEUED, "made")));
        var state = ServiceState.unseen(new ServiceName("shop-api"), NOON)
                .change()
                .release(Optional.of(release))
                .done();
        var codec = new Codec();

        var read = codec.read(codec.write(state), ServiceState.class);

        assertThat(read).isEqualTo(state);
    }

    @Test
    void readsANumberWithoutWhatComesAfterIt() {
        String text = "{\"version\":7,\"release\":{\"schema\":9},\"schema\":3,\"and then\":";

        int schema = new Codec().number(text, "schema");

        assertThat(schema).isEqualTo(3);
    }

    @Test
    void readsZeroForANumberThatIsNotThere() {
        int schema = new Codec().number("{\"version\":7}", "schema");

        assertThat(schema).isZero();
    }
}

package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The names and values that the core's tests share: a shop's API, its images v1 to v3, its one deployment. */
final class Shop {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant A_MINUTE_AGO = NOON.minusSeconds(60);
    static final Instant BEGUN = NOON.minusSeconds(120);
    static final String HOOK = "hook-1";
    static final Instant HOOK_EXPIRES = NOON.plus(Duration.ofHours(2));
    static final String DEPLOYMENT = "deployment/ours";
    static final String TASK_DEFINITION = "shop-api:7";
    static final String TOKEN = "fresh-token";
    static final Image V1 = image(1);
    static final Image V2 = image(2);
    static final Image V3 = image(3);
    static final ReleaseState.Pin PIN = new ReleaseState.Pin(DEPLOYMENT, TASK_DEFINITION);
    static final ReleaseState.Rendering RENDERING = new ReleaseState.Rendering("td-hash", "shop-api", 6);

    private Shop() {}

    /** Seen a day ago; nothing is live, nothing waits. */
    static ServiceState seen() {
        return ServiceState.unseen(new ServiceName("shop-api"), NOON.minusSeconds(86_400));
    }

    /** A release that is or was live. */
    static Good good(int number, Image image, Optional<ReleaseId> fallback) {
        return new Good(
                id(number),
                image,
                "td-hash-" + number,
                "shop-api:" + number,
                "suites-" + number,
                NOON.minusSeconds(1000L - number),
                fallback,
                false);
    }

    /** v2 is live, v1 was before: what most services look like. */
    static ServiceState v2LiveAfterV1() {
        return seen().change()
                .live(Optional.of(good(92, V2, Optional.of(id(91)))))
                .earlierToo(good(91, V1, Optional.empty()))
                .done();
    }

    static ReleaseState.Preparing registeredState() {
        return new ReleaseState.Preparing(
                A_MINUTE_AGO, Optional.of(RENDERING), Optional.of(TASK_DEFINITION), Optional.empty());
    }

    static ReleaseState.AwaitingPromotion awaitingState() {
        var passed = visit(GateKind.TEST).judged(Verdict.PASS, "3 passed", A_MINUTE_AGO);
        return new ReleaseState.AwaitingPromotion(A_MINUTE_AGO, PIN, passed, NOON.plusSeconds(3540));
    }

    static GateVisit visit(GateKind gate) {
        return GateVisit.begun(HOOK, gate, Optional.empty(), A_MINUTE_AGO, Optional.of(HOOK_EXPIRES));
    }

    static Facts.PreflightFacts clear() {
        return new Facts.PreflightFacts(
                Optional.empty(),
                Optional.empty(),
                true,
                List.of("blue"),
                Optional.of("blue"),
                2,
                true,
                Optional.empty(),
                List.of());
    }

    static ReleaseId id(int number) {
        return new ReleaseId("01JD%022d".formatted(number));
    }

    static Digest digest(int number) {
        return new Digest("sha256:" + "%02x".formatted(number).repeat(32));
    }

    static Image image(int number) {
        return Image.of("shop/api", digest(number), "v" + number);
    }

    static RevisionView revision(Image image) {
        var container = new RevisionView.ContainerImage(
                "app", "registry/shop/api@" + image.digest().orElseThrow(), Optional.empty());
        return new RevisionView("revision/1", TASK_DEFINITION, List.of(container), List.of());
    }

    static Release queued(int number, Image image) {
        String tag = image.tag().orElseThrow();
        return Release.queued(id(number), new Trigger.Push(tag, A_MINUTE_AGO), image, A_MINUTE_AGO);
    }
}

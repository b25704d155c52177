package dev.slipway.deployer.testing;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.Codec;
import dev.slipway.deployer.reconcile.Keys;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.SkippedPush;
import dev.slipway.deployer.release.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The journal of the service {@code shop-api}: v39 live once, v40 rolled back, v39 live again by hand and v41 awaiting
 * promotion; v38 was too old.
 */
public final class ShopRecords {
    public static final ServiceName SHOP = new ServiceName("shop-api");
    public static final ReleaseId V39 = new ReleaseId("01JD0000000000000000000039");
    public static final ReleaseId V40 = new ReleaseId("01JD0000000000000000000040");
    public static final ReleaseId V41 = new ReleaseId("01JD0000000000000000000041");

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String DEPLOYMENT = "arn:aws:ecs:eu-west-1:210987654321:service-deployment/main/shop-api/";

    private ShopRecords() {}

    public static Digest digest(int version) {
        return new Digest("sha256:" + Integer.toString(version).repeat(32));
    }

    public static MapJournal journal() {
        var codec = new Codec();
        String shop = Keys.service(SHOP);
        var journal = new MapJournal();
        journal.with(Keys.SERVICES, SHOP.value(), "{}");
        for (Release release : List.of(v39(), v40(), v41())) {
            journal.with(Keys.RELEASES, release.id().value(), "{\"service\":\"shop-api\"}")
                    .with(shop, Keys.release(release.id()), codec.write(release))
                    .with(
                            shop,
                            Keys.taskDefinition("hash-" + release.image().tag().orElse("")),
                            definition(release));
        }
        return journal.with(shop, Keys.STATE, codec.write(state()))
                .with(shop, Keys.report(V40, "test", 1), report("INCONCLUSIVE", "3 tests could not be run", 61))
                .with(shop, Keys.report(V40, "test", 2), report("FAIL", "1 of 12 tests failed: clock", 120))
                .with(shop, Keys.tasks(V40), codec.write(List.of(crashed())))
                .with(shop, Keys.SKIPPED + digest(38) + "#older", codec.write(skipped()));
    }

    private static ServiceState state() {
        var answer = new CommandAnswer(
                "/slipway/command/shop-api", 3, "promot", "arn:ann", NOON, false, "unknown command 'promot'", "");
        var live = new Good(V39, image(39), "hash-v39", "arn:td:39", "s", NOON, Optional.empty(), false);
        return ServiceState.unseen(SHOP, NOON)
                .change()
                .version(7)
                .live(Optional.of(live))
                .release(Optional.of(v41()))
                .quarantining(digest(40))
                .answering(answer)
                .done();
    }

    private static Release v39() {
        var release = deployed(V39, 39, 0);
        var end = new ReleaseState.Ended(
                at(600), Kind.LIVE, Optional.empty(), ReleaseState.Production.THIS, "all gates passed");
        return release.to(end, at(600), "ECS says SUCCESSFUL");
    }

    private static Release v40() {
        var rolling = deployed(V40, 40, 3600);
        var end = new ReleaseState.Ended(
                at(3792),
                Kind.ROLLED_BACK,
                Optional.of(EndClass.SMOKE_FAILED),
                ReleaseState.Production.PREVIOUS,
                "gate test: 1 of 12 tests failed: clock");
        return rolling.to(end, at(3792), "ECS says ROLLBACK_SUCCESSFUL");
    }

    private static Release v41() {
        var visit = GateVisit.begun("hook-1", GateKind.TEST, Optional.empty(), at(7300), Optional.of(at(21600)));
        var pin = new ReleaseState.Pin(DEPLOYMENT + 41, "arn:td:41");
        return deployed(V41, 41, 7200)
                .to(new ReleaseState.AtGate(at(7300), pin, visit), at(7300), "the gate test waits")
                .to(
                        new ReleaseState.AwaitingPromotion(at(7360), pin, visit, at(21600)),
                        at(7360),
                        "12 of 12 tests passed");
    }

    private static Release deployed(ReleaseId id, int version, int seconds) {
        String tag = "v" + version;
        var rendering = new ReleaseState.Rendering("hash-" + tag, "shop-api", version - 1);
        var pin = new ReleaseState.Pin(DEPLOYMENT + version, "arn:td:" + version);
        var release = Release.queued(id, new Trigger.Push(tag, at(seconds)), image(version), at(seconds))
                .to(
                        new ReleaseState.Preparing(
                                at(seconds + 1), Optional.empty(), Optional.empty(), Optional.empty()),
                        at(seconds + 1),
                        "its turn")
                .to(
                        new ReleaseState.Starting(at(seconds + 2), rendering, pin.taskDefinitionArn()),
                        at(seconds + 2),
                        "registered " + pin.taskDefinitionArn())
                .to(new ReleaseState.Rolling(at(seconds + 8), pin, Optional.empty()), at(seconds + 8), "ECS began");
        var codec = new Codec();
        return codec.read(
                codec.write(release)
                        .replace("\"taskDefinitionHash\":\"\"", "\"taskDefinitionHash\":\"hash-" + tag + "\""),
                Release.class);
    }

    private static Image image(int version) {
        return Image.of("shop/api", digest(version), "v" + version);
    }

    private static String definition(Release release) {
        return "{\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"shop/api@"
                + release.image().digest().map(Digest::value).orElse("") + "\"}]}";
    }

    private static TaskView crashed() {
        return new TaskView(
                "arn:aws:ecs:eu-west-1:210987654321:task/main/abc123",
                "arn:aws:ecs:eu-west-1:210987654321:task-definition/shop-api:40",
                "STOPPED",
                Optional.of("EssentialContainerExited"),
                Optional.of("Essential container in task exited"),
                Optional.of("ecs-svc/1"),
                Optional.of(at(20)),
                Optional.of(at(30)),
                Optional.empty(),
                List.of(new TaskView.ContainerView(
                        "app", Optional.of(137), Optional.of("OutOfMemoryError"), Optional.empty())));
    }

    private static Records.Skipped skipped() {
        var push = new Push("shop/api", "v38", digest(38), at(60));
        var skipped = new SkippedPush(push, SkippedPush.Reason.OLDER, "v39 was considered before", at(61));
        return new Records.Skipped(skipped, at(61), at(61), 1);
    }

    private static String report(String verdict, String summary, int seconds) {
        return "{\"verdict\":\"" + verdict + "\",\"summary\":\"" + summary + "\",\"at\":\"" + at(3600 + seconds)
                + "\",\"report\":{\"failures\":1}}";
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }
}

package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.image.ImageFailure;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.load.Sighting;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.program.DemoFailure;
import dev.slipway.demo.stage.Account;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.demo.stage.Site;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The story: v1 live, v2 pushed and promoted, v3 pushed and rolled back, v1 asked for and live again, users asking all the while. */
final class Play {
    private static final Duration TO_ROLL_OUT = Duration.ofMinutes(2);
    private static final Duration TO_START = Duration.ofMinutes(1);
    private static final int USERS = 10;
    private static final Duration USER_PAUSE = Duration.ofMillis(100);

    private final Theatre theatre;
    private final Site site;
    private final Story story;
    private final InstantSource clock;
    private final Supplier<AppImage> image;
    private final Rollouts rollouts;

    Play(Theatre theatre, Site site, Story story, InstantSource clock, Supplier<AppImage> image) {
        this.theatre = theatre;
        this.site = site;
        this.story = story;
        this.clock = clock;
        this.image = image;
        this.rollouts = theatre.rollouts(site);
    }

    /**
     * Plays it all, and answers what was seen.
     *
     * @param minute how long one of ECS's minutes shall last, for example {@code 2s}
     * @param tasks  what tasks run in: {@code auto}, {@code docker} or {@code chroot}
     * @throws DemoFailure if it cannot be played to the end
     */
    Evidence perform(String minute, String tasks) {
        story.chapter("A small AWS on this machine, and v1 live on it");
        var building = CompletableFuture.supplyAsync(image);
        theatre.openSandbox(minute, tasks);
        story.tell("sandbox", "answers on " + theatre.names().endpoint() + "; one of ECS's minutes lasts " + minute);
        Account account = theatre.openAccount();
        Infrastructure made = theatre.furnish(account, site);
        story.tell("you", "made repository, cluster, load balancer, queue, rules, table, parameters");
        AppImage app = built(building);
        String v1 = push(app, made, AppVersion.good("v1"));
        theatre.createService(made, "v1");
        expect(follow("v1"), "SUCCESSFUL");
        try (Load load = Load.start(URI.create(site.production() + "/version"), USERS, USER_PAUSE, clock)) {
            theatre.openDeployer(account);
            story.tell("deployer", "ready; " + USERS + " users ask " + site.production() + " ten times a second each");
            return underLoad(load, app, made, v1);
        }
    }

    private Evidence underLoad(Load load, AppImage app, Infrastructure made, String v1) {
        awaitRecords(1);
        story.chapter("Push v2: it must pass the smoke tests, then take over");
        String v2 = push(app, made, AppVersion.good("v2"));
        Rollout promoted = follow("v2");
        awaitRecords(2);
        tell(load.traffic());

        story.chapter("Push v3, which is broken: users must never see it");
        String v3 = push(app, made, new AppVersion("v3", "ask-500"));
        Rollout refused = follow("v3");
        awaitRecords(3);
        tell(load.traffic());

        story.chapter("Go back from v2 to v1, by one parameter");
        theatre.command(site, "rollback");
        story.tell("you", "aws ssm put-parameter --name " + site.commandParameter() + " --value rollback --overwrite");
        Rollout back = follow("v1");
        List<Recorded> history = awaitRecords(4);
        theatre.patience().until("users reach v1 again", TO_START, () -> latestIs(load, "v1"));
        load.close();
        return new Evidence(new Evidence.Pushed(v1, v2, v3), promoted, refused, back, history, load.traffic());
    }

    private String push(AppImage app, Infrastructure made, AppVersion version) {
        String digest = theatre.push(app, made, version);
        story.tell(
                "you", "pushed " + made.repositoryUri() + ":" + version.name() + " " + digest.substring(0, 19) + "…");
        return digest;
    }

    /** Waits for the next ECS deployment and tells every place it comes to, until it is over. */
    private Rollout follow(String version) {
        String arn = theatre.patience().until("ECS starts a deployment of " + version, TO_START, rollouts::next);
        var told = new StringBuilder();
        return theatre.patience().until("the deployment of " + version + " is over", TO_ROLL_OUT, () -> {
            Rollout seen = rollouts.look(arn);
            if (!told.toString().equals(seen.place())) {
                story.tell("ECS", version + " " + seen.place());
                told.replace(0, told.length(), seen.place());
            }
            return Optional.of(seen).filter(Rollout::isOver);
        });
    }

    private static AppImage built(CompletableFuture<AppImage> building) {
        try {
            return building.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ImageFailure failure ? failure : e;
        }
    }

    private static void expect(Rollout rollout, String status) {
        if (!rollout.status().equals(status)) {
            throw DemoFailure.wrongTurn("the first deployment to be " + status, rollout.place());
        }
    }

    /** Waits until the deployer has recorded so many releases, each of them ended. */
    private List<Recorded> awaitRecords(int count) {
        List<Recorded> history = theatre.patience()
                .until(
                        "the deployer has " + count + " ended releases on record",
                        TO_START,
                        () -> Optional.of(theatre.history(site))
                                .filter(seen ->
                                        seen.size() >= count && seen.stream().allMatch(Recorded::isOver)));
        Recorded newest = history.getFirst();
        story.tell(
                "deployer",
                "release " + newest.id() + " " + newest.state()
                        + (newest.endClass().isEmpty() ? "" : ": " + newest.endClass()));
        return history;
    }

    private void tell(Traffic traffic) {
        story.tell(
                "users",
                traffic.served() + " requests served, " + traffic.failed() + " failed; now answered by "
                        + traffic.latest().orElse("nobody") + "; seen so far: "
                        + String.join(
                                ", ",
                                traffic.sightings().stream()
                                        .map(Sighting::version)
                                        .toList()));
    }

    private static Optional<Boolean> latestIs(Load load, String version) {
        return load.traffic().latest().filter(version::equals).map(found -> true);
    }
}

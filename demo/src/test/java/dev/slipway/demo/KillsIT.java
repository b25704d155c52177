package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * {@code kill -9} of one of three deployers, again and again, at moments that a seed draws, while good and bad images of several
 * services are on their way and users ask. {@code -Dkills=50} kills so often, {@code -Dkills.seed=7} draws other moments, and
 * with {@code -Dkills.receives=1} whatever message was in the hands of one that was killed comes to nobody any more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final long SEED = Long.getLong("kills.seed", 1);

    /** Long enough that a gate outlives several smoke runs whose deployers were killed. */
    private static final String MINUTE = "10s";

    /** What a killed deployer had in its hands is another's as soon as these allow: the shortest lease there is. */
    private static final Map<String, String> SHORT_LEASES = Map.of("SLIPWAY_LEASE", "10s");

    private static final String VISIBILITY_SECONDS = "10";

    /**
     * As Terraform sets it. A message that was in the hands of so many that were killed ends among the dead letters, and the sweep
     * finds what it was about.
     */
    private static final int MOST_RECEIVES = Integer.getInteger("kills.receives", 5);

    /** Ends that say nothing of the image. */
    private static final Set<String> UNJUDGED = Set.of("gate-timeout", "smoke-inconclusive");

    private final Random random = new Random(SEED);
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<String> diary = new ArrayList<>();
    private Rehearsal rehearsal;
    private Crew crew;
    private Listener listener;

    @BeforeAll
    void killThemAgainAndAgain() throws IOException, InterruptedException {
        System.out.println(KILLS + " kills, drawn from -Dkills.seed=" + SEED);
        rehearsal = Rehearsal.open("kills", MINUTE, "auto");
        var aws = rehearsal.theatre().aws();
        new Queues(aws.sqs()).moveToTheDeadLettersAfter(VISIBILITY_SECONDS, MOST_RECEIVES);
        listener = Listener.to(aws);
        for (String name : List.of("todo", "shop", "blog", "mail", "news", "chat")) {
            var tenant = new Tenant(rehearsal.service(name), aws.ecs());
            var configuration = rehearsal.theatre().configuration();
            // A smoke run keeps ten seconds for its cleanups, and this machine does a lot else.
            configuration.replace(configuration.serviceFile(tenant.made().site()), "smoke: 12s", "smoke: 20s");
            tenants.add(tenant);
        }
        rehearsal.live(tenants.stream().map(Tenant::made).toArray(Infrastructure[]::new));
        // Many services with little to run each.
        tenants.forEach(tenant -> aws.ecs()
                .updateService(request ->
                        request.cluster(Names.CLUSTER).service(tenant.name()).desiredCount(1)));
        crew = Crew.of(3, rehearsal, SHORT_LEASES);
        tenants.forEach(tenant -> rehearsal.records(tenant.made(), 1));
        tenants.forEach(tenant -> tenant.usedBy(rehearsal.users(tenant.made())));
        Instant begun = Instant.now();
        for (int kill = 1; kill <= KILLS; kill++) {
            tenants.stream().filter(Tenant::isIdle).forEach(this::push);
            String told = crew.kill(Moment.draw(random));
            diary.add("kill " + kill + ", "
                    + Duration.between(begun, Instant.now()).toSeconds() + " s: " + told);
        }
        letAllEnd();
        diary.add("all ended, " + Duration.between(begun, Instant.now()).toSeconds() + " s; "
                + new Queues(aws.sqs()).messages(Names.DEAD_LETTERS) + " dead letters");
    }

    /** One image after the other, drawn from the seed: a queue would only put some out of the way. */
    private void push(Tenant tenant) {
        AppVersion version = tenant.next(random.nextInt(3) != 0);
        rehearsal.push(tenant.made(), version);
        diary.add("push " + version + " for " + tenant.name());
    }

    private void letAllEnd() {
        for (Tenant tenant : tenants) {
            rehearsal.records(
                    tenant.made(),
                    "an ended release for each of " + tenant.pushed(),
                    seen -> seen.stream().allMatch(Recorded::isOver)
                            && tenant.pushed().stream()
                                    .allMatch(version -> seen.stream()
                                            .anyMatch(one -> one.tag().equals(version.name()))));
        }
        for (Tenant tenant : tenants) {
            tenant.closeWith(rehearsal.records(tenant.made(), 1));
        }
    }

    @AfterAll
    void close() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "rehearsals", "kills"));
        Files.write(kept.resolve("diary.txt"), diary);
        System.out.println(String.join("\n", diary));
        tenants.forEach(System.out::println);
        crew.close();
        rehearsal.close();
    }

    @Test
    void everyReleaseEndedAsItsImageDeserves() {
        var wrong = new ArrayList<String>();

        for (Tenant tenant : tenants) {
            for (Recorded release : tenant.records()) {
                boolean isAsItShould = tenant.isGood(release.tag())
                        ? release.state().equals("Live") || wasNotJudged(release)
                        : release.state().equals("RolledBack") || gaveWayAsRetry(release);
                if (!isAsItShould) {
                    wrong.add(tenant.name() + ": " + release);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /**
     * Smoke runs that were killed too often may leave no time for another one: then the release goes back and is tried
     * again, for which there is no need once a newer push waits.
     */
    private static boolean gaveWayAsRetry(Recorded release) {
        return release.trigger().equals("retry") && release.state().equals("Superseded");
    }

    /** It says nothing of the image: it could not be tested in time, or a newer push came before its turn. */
    private static boolean wasNotJudged(Recorded release) {
        return UNJUDGED.contains(release.endClass()) || release.state().equals("Superseded");
    }

    /** One that was never judged is tried once more, unless a newer push waits by then: so it may not have come to be live. */
    private static String newestGoodThatWasJudged(Tenant tenant) {
        return tenant.pushed().reversed().stream()
                .map(AppVersion::name)
                .filter(tenant::isGood)
                .filter(version -> tenant.records().stream()
                        .anyMatch(release -> release.tag().equals(version) && !wasNotJudged(release)))
                .findFirst()
                .orElse("v1");
    }

    @Test
    void theNewestGoodImageThatCouldBeJudgedIsLiveEverywhere() {
        var live = byName(tenant -> tenant.traffic().latest().orElse("none"));

        var expected = byName(KillsIT::newestGoodThatWasJudged);
        assertThat(live).isEqualTo(expected);
    }

    @Test
    void noReleaseHasASecondRevision() {
        var ofReleases = tenants.stream()
                .flatMap(tenant -> tenant.releasesOfRevisions().stream())
                .toList();

        assertThat(ofReleases).doesNotHaveDuplicates();
        assertThat(ofReleases).hasSize(started().size());
    }

    @Test
    void noRevisionHasASecondDeployment() {
        var started = tenants.stream()
                .flatMap(tenant -> tenant.deployments().stream().map(tenant::taskDefinitionOf))
                .toList();

        assertThat(started).doesNotHaveDuplicates();
        assertThat(started).hasSize(started().size() + tenants.size());
    }

    @Test
    void noGateIsAnsweredTwiceDifferently() {
        Map<String, List<String>> answers = crew.answers().stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        Relay.Answer::hookId,
                        TreeMap::new,
                        Collectors.mapping(Relay.Answer::action, Collectors.toList())));

        assertThat(answers).isNotEmpty();
        assertThat(answers).allSatisfy((hook, actions) -> assertThat(actions).hasSize(1));
    }

    @Test
    void noAnnouncementIsLost() {
        List<Recorded> ours = ours();

        var unheard =
                ours.stream().filter(release -> !listener.heardOf(release)).toList();

        assertThat(unheard).isEmpty();
    }

    @Test
    void noUserSawAFailureAndNobodyABadImage() {
        var failed = tenants.stream().map(Tenant::traffic).map(Traffic::misses).toList();

        var bad = tenants.stream()
                .flatMap(tenant -> tenant.pushed().stream()
                        .map(AppVersion::name)
                        .filter(version ->
                                !tenant.isGood(version) && tenant.traffic().saw(version)))
                .toList();
        assertThat(failed).allMatch(List::isEmpty);
        assertThat(bad).isEmpty();
        assertThat(tenants).allMatch(tenant -> tenant.traffic().served() > 0);
    }

    /** Those of ours whose turn came. */
    private List<Recorded> started() {
        return ours().stream()
                .filter(release -> !release.state().equals("Superseded"))
                .toList();
    }

    private List<Recorded> ours() {
        return tenants.stream().flatMap(tenant -> tenant.releases().stream()).toList();
    }

    private Map<String, String> byName(Function<Tenant, String> of) {
        return tenants.stream().collect(Collectors.toMap(Tenant::name, of, (one, other) -> one, TreeMap::new));
    }
}

package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * {@code kill -9} of the deployer, again and again, at moments that a seed draws, while good and bad images of several
 * services are on their way and users ask. {@code -Dkills=50} kills so often, {@code -Dkills.seed=7} draws other moments.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillsIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final long SEED = Long.getLong("kills.seed", 1);

    /** A moment that has not come by then, once the deployer works, has come: a release may wait for a lease, or for nothing. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);

    /** Long enough that a gate outlives the lease of a smoke run whose deployer was killed. */
    private static final String MINUTE = "10s";

    private final Random random = new Random(SEED);
    private final List<Tenant> tenants = new ArrayList<>();
    private final List<String> diary = new ArrayList<>();
    private Rehearsal rehearsal;
    private Relay aws;
    private Listener listener;

    /** A service, its users, and what was pushed for it. */
    private static final class Tenant {
        private final Infrastructure made;
        private final List<AppVersion> pushed = new ArrayList<>();
        private List<Recorded> records = List.of();
        private Optional<Load> load = Optional.empty();

        private Tenant(Infrastructure made) {
            this.made = made;
        }

        private String name() {
            return made.site().name();
        }

        private Traffic traffic() {
            return load.orElseThrow().traffic();
        }

        private boolean isGood(String tag) {
            return tag.equals("v1")
                    || pushed.stream()
                            .anyMatch(
                                    one -> one.name().equals(tag) && one.fault().equals("none"));
        }
    }

    @BeforeAll
    void killItAgainAndAgain() throws IOException, InterruptedException {
        System.out.println(KILLS + " kills, drawn from -Dkills.seed=" + SEED);
        rehearsal = Rehearsal.open("kills", MINUTE, "auto");
        aws = Relay.to(URI.create(rehearsal.theatre().names().endpoint()).getPort());
        listener = Listener.to(rehearsal.theatre().aws());
        for (String name : List.of("todo", "shop", "blog")) {
            tenants.add(new Tenant(rehearsal.service(name)));
        }
        rehearsal.live(services());
        RunningProgram deployer = rehearsal.openDeployer(throughTheRelay(), services());
        tenants.forEach(tenant -> tenant.load = Optional.of(rehearsal.users(tenant.made)));
        for (int kill = 1; kill <= KILLS; kill++) {
            tenants.forEach(this::pushIfIdle);
            kill(kill, deployer);
            int before = aws.calls().size();
            deployer = rehearsal.theatre().startDeployer(rehearsal.account(), throughTheRelay());
            rehearsal.until("the deployer works", () -> aws.calls().size() > before);
        }
        letAllEnd();
    }

    private void kill(int number, RunningProgram deployer) throws InterruptedException {
        var killed = new CountDownLatch(1);
        Moment moment = Moment.draw(random);
        aws.at(moment.predicate(), () -> {
            rehearsal.theatre().programs().kill(deployer);
            killed.countDown();
        });
        boolean came = killed.await(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (!came && aws.disarm()) {
            rehearsal.theatre().programs().kill(deployer);
        } else {
            killed.await();
        }
        List<String> calls = aws.calls();
        diary.add("kill " + number + " at " + moment + (came ? "" : ", which did not come in " + LONGEST_WAIT)
                + ", after " + calls.size() + " calls, the last one " + calls.getLast());
    }

    /** One image after the other, drawn from the seed: a queue would only put some out of the way. */
    private void pushIfIdle(Tenant tenant) {
        List<ServiceDeployment> deployments = deployments(tenant);
        boolean isIdle = deployments.size() > tenant.pushed.size()
                && deployments.stream().allMatch(one -> one.finishedAt() != null);
        if (isIdle) {
            String tag = "v" + (tenant.pushed.size() + 2);
            var version = random.nextInt(3) == 0 ? new AppVersion(tag, "ask-500") : AppVersion.good(tag);
            tenant.pushed.add(version);
            rehearsal.push(tenant.made, version);
            diary.add("push " + version + " for " + tenant.name());
        }
    }

    private void letAllEnd() {
        for (Tenant tenant : tenants) {
            rehearsal.records(
                    tenant.made,
                    "an ended release for each of " + tenant.pushed,
                    seen -> seen.stream().allMatch(Recorded::isOver)
                            && tenant.pushed.stream()
                                    .allMatch(version -> seen.stream()
                                            .anyMatch(one -> one.tag().equals(version.name()))));
        }
        for (Tenant tenant : tenants) {
            tenant.records = rehearsal.records(tenant.made, 1);
            tenant.load.ifPresent(Load::close);
        }
    }

    @AfterAll
    void close() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "rehearsals", "kills"));
        Files.write(kept.resolve("diary.txt"), diary);
        System.out.println(String.join("\n", diary));
        tenants.forEach(tenant -> System.out.println(tenant.name() + ": " + tenant.records));
        aws.close();
        rehearsal.close();
    }

    @Test
    void everyReleaseEndedAsItsImageDeserves() {
        var wrong = new ArrayList<String>();

        for (Tenant tenant : tenants) {
            for (Recorded release : tenant.records) {
                // A smoke run that was killed too often may leave no time for another one: then the release is tried
                // again.
                boolean isAsItShould = tenant.isGood(release.tag())
                        ? release.state().equals("Live") || release.endClass().equals("gate-timeout")
                        : release.state().equals("RolledBack");
                if (!isAsItShould) {
                    wrong.add(tenant.name() + ": " + release);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theNewestGoodImageIsLiveEverywhere() {
        var live = tenants.stream()
                .collect(Collectors.toMap(
                        Tenant::name,
                        tenant -> tenant.traffic().latest().orElse("none"),
                        (one, other) -> one,
                        TreeMap::new));

        var expected = tenants.stream()
                .collect(Collectors.toMap(
                        Tenant::name,
                        tenant -> tenant.pushed.reversed().stream()
                                .map(AppVersion::name)
                                .filter(tenant::isGood)
                                .findFirst()
                                .orElse("v1"),
                        (one, other) -> one,
                        TreeMap::new));
        assertThat(live).isEqualTo(expected);
    }

    @Test
    void noReleaseHasASecondRevision() {
        var ofReleases = new ArrayList<String>();

        for (Tenant tenant : tenants) {
            for (String arn : revisions(tenant)) {
                ofReleases.addAll(releaseOf(arn));
            }
        }

        assertThat(ofReleases).doesNotHaveDuplicates();
        assertThat(ofReleases).hasSize(ours().size());
    }

    @Test
    void noRevisionHasASecondDeployment() {
        var started = new ArrayList<String>();

        for (Tenant tenant : tenants) {
            for (ServiceDeployment deployment : deployments(tenant)) {
                started.add(taskDefinitionOf(deployment));
            }
        }

        assertThat(started).doesNotHaveDuplicates();
        assertThat(started).hasSize(ours().size() + tenants.size());
    }

    @Test
    void noGateIsAnsweredTwiceDifferently() {
        Map<String, List<String>> answers = aws.answers().stream()
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
        var failed = tenants.stream()
                .map(tenant -> tenant.traffic())
                .map(Traffic::misses)
                .toList();

        var bad = tenants.stream()
                .flatMap(tenant -> tenant.pushed.stream()
                        .map(AppVersion::name)
                        .filter(version ->
                                !tenant.isGood(version) && tenant.traffic().saw(version)))
                .toList();
        assertThat(failed).allMatch(List::isEmpty);
        assertThat(bad).isEmpty();
        assertThat(tenants).allMatch(tenant -> tenant.traffic().served() > 0);
    }

    /** Those that Slipway carried out; the first one it only found. */
    private List<Recorded> ours() {
        return tenants.stream()
                .flatMap(tenant -> tenant.records.stream())
                .filter(release -> !release.trigger().equals("adopted"))
                .toList();
    }

    private Infrastructure[] services() {
        return tenants.stream().map(tenant -> tenant.made).toArray(Infrastructure[]::new);
    }

    private Map<String, String> throughTheRelay() {
        return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.port());
    }

    private List<String> revisions(Tenant tenant) {
        return rehearsal
                .theatre()
                .aws()
                .ecs()
                .listTaskDefinitions(request -> request.familyPrefix(tenant.name()))
                .taskDefinitionArns();
    }

    private List<String> releaseOf(String taskDefinition) {
        return rehearsal
                .theatre()
                .aws()
                .ecs()
                .describeTaskDefinition(
                        request -> request.taskDefinition(taskDefinition).include(TaskDefinitionField.TAGS))
                .tags()
                .stream()
                .filter(tag -> tag.key().equals("slipway:release"))
                .map(Tag::value)
                .toList();
    }

    private List<ServiceDeployment> deployments(Tenant tenant) {
        var ecs = rehearsal.theatre().aws().ecs();
        return ecs
                .listServiceDeployments(request ->
                        request.cluster(Names.CLUSTER).service(tenant.name()).maxResults(100))
                .serviceDeployments()
                .stream()
                .map(deployment -> deployment.serviceDeploymentArn())
                .flatMap(arn -> ecs
                        .describeServiceDeployments(request -> request.serviceDeploymentArns(arn))
                        .serviceDeployments()
                        .stream())
                .toList();
    }

    private String taskDefinitionOf(ServiceDeployment deployment) {
        return rehearsal
                .theatre()
                .aws()
                .ecs()
                .describeServiceRevisions(request -> request.serviceRevisionArns(
                        deployment.targetServiceRevision().arn()))
                .serviceRevisions()
                .getFirst()
                .taskDefinition();
    }
}

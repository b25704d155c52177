package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * {@code kill -9} of the deployer while ECS holds two deployments at their hooks and the smoke runs of both are on their
 * way, one of a good image and one of a bad one; then it is started again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledDeployerIT {
    private static final Set<String> EFFECTS =
            Set.of("RegisterTaskDefinition", "UpdateService", "ContinueServiceDeployment", "StopServiceDeployment");

    private Rehearsal rehearsal;
    private Relay aws;
    private Relay goodGate;
    private Relay badGate;
    private Infrastructure good;
    private Infrastructure bad;
    private Rollouts goodRollouts;
    private Rollouts badRollouts;
    private List<Rollout> whenKilled = List.of();
    private String goodDigest = "";
    private Rollout promoted;
    private Rollout refused;
    private Traffic usersOfGood;
    private Traffic usersOfBad;

    @BeforeAll
    void killTheDeployerAtTheGateAndStartItAgain() throws IOException {
        rehearsal = Rehearsal.open("killed-deployer", "2s", "auto");
        setTheStage();
        RunningProgram deployer = rehearsal.openDeployer(throughTheRelay(), good, bad);
        Load loadOfGood = rehearsal.users(good);
        Load loadOfBad = rehearsal.users(bad);
        goodGate.hold();
        badGate.hold();
        goodDigest = rehearsal.push(good, AppVersion.good("v2"));
        rehearsal.push(bad, new AppVersion("v2", "ask-500"));
        String goodDeployment = rehearsal.next(goodRollouts);
        String badDeployment = rehearsal.next(badRollouts);
        rehearsal.until("both smoke runs have asked", () -> goodGate.held() > 0 && badGate.held() > 0);

        rehearsal.theatre().programs().kill(deployer);

        whenKilled = List.of(goodRollouts.look(goodDeployment), badRollouts.look(badDeployment));
        goodGate.letGo();
        badGate.letGo();
        rehearsal.openDeployer(throughTheRelay());
        refused = rehearsal.over(badRollouts, badDeployment);
        rehearsal.records(
                good,
                "a release that awaits promotion",
                seen -> seen.getFirst().state().equals("AwaitingPromotion"));
        rehearsal.theatre().command(good.site(), "promote");
        promoted = rehearsal.over(goodRollouts, goodDeployment);
        rehearsal.records(good, 2);
        rehearsal.records(bad, 2);
        rehearsal.until(
                "users reach v2",
                () -> loadOfGood.traffic().latest().filter("v2"::equals).isPresent());
        usersOfGood = ended(loadOfGood);
        usersOfBad = ended(loadOfBad);
    }

    /** The approval gives the hook the time that a lease needs to run out: ECS's minutes are short here, leases are not. */
    private void setTheStage() throws IOException {
        good = rehearsal.service("todo");
        bad = rehearsal.service("shop");
        aws = Relay.to(URI.create(rehearsal.theatre().names().endpoint()).getPort());
        goodGate = Relay.to(good.site().testPort());
        badGate = Relay.to(bad.site().testPort());
        passThrough(good, goodGate);
        passThrough(bad, badGate);
        rehearsal.live(good, bad);
        goodRollouts = knowingTheFirst(good);
        badRollouts = knowingTheFirst(bad);
    }

    private void passThrough(Infrastructure made, Relay gate) {
        ConfigurationTree configuration = rehearsal.theatre().configuration();
        String file = configuration.serviceFile(made.site());
        configuration.replace(file, ":" + made.site().testPort() + "\"", ":" + gate.port() + "\"");
        configuration.replace(file, "reruns: 10", "reruns: 3\n    approval: {within: 60m}");
        // A smoke run keeps ten seconds for its cleanups, and this machine does a lot else.
        configuration.replace(file, "smoke: 12s", "smoke: 20s");
    }

    private Map<String, String> throughTheRelay() {
        return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.port(), "SLIPWAY_LEASE", "10s");
    }

    private Rollouts knowingTheFirst(Infrastructure made) {
        Rollouts rollouts = rehearsal.theatre().rollouts(made.site());
        rehearsal.next(rollouts);
        return rollouts;
    }

    private static Traffic ended(Load load) {
        load.close();
        return load.traffic();
    }

    @AfterAll
    void close() throws IOException {
        for (AutoCloseable relay : List.of(aws, goodGate, badGate)) {
            ((Relay) relay).close();
        }
        rehearsal.close();
    }

    @Test
    void itWasKilledWhileEcsHeldBothDeployments() {
        var places = whenKilled.stream().map(Rollout::place).toList();

        assertThat(places)
                .containsExactly(
                        "POST_TEST_TRAFFIC_SHIFT, held by its hook", "POST_TEST_TRAFFIC_SHIFT, held by its hook");
    }

    @Test
    void theGoodImageWentLive() {
        List<Recorded> history = rehearsal.records(good, 2);

        assertThat(promoted).extracting(Rollout::status, Rollout::digest).containsExactly("SUCCESSFUL", goodDigest);
        assertThat(history)
                .extracting(Recorded::trigger, Recorded::tag, Recorded::state, Recorded::endClass)
                .containsExactly(tuple("push", "v2", "Live", ""), tuple("adopted", "v1", "Live", ""));
    }

    @Test
    void theBadImageWasRolledBack() {
        List<Recorded> history = rehearsal.records(bad, 2);

        assertThat(refused.status()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(history)
                .extracting(Recorded::trigger, Recorded::tag, Recorded::state, Recorded::endClass)
                .containsExactly(tuple("push", "v2", "RolledBack", "smoke-failed"), tuple("adopted", "v1", "Live", ""));
    }

    @Test
    void everyStepOfBothReleasesWasTakenOnce() {
        Map<String, Long> calls = aws.calls().stream()
                .filter(EFFECTS::contains)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(calls)
                .isEqualTo(Map.of("RegisterTaskDefinition", 2L, "UpdateService", 2L, "ContinueServiceDeployment", 2L));
        assertThat(List.of(revisions(good), deployments(good), revisions(bad), deployments(bad)))
                .containsExactly(2, 2, 2, 2);
    }

    @Test
    void noUserSawAFailureAndNobodyTheBadImage() {
        var failed = List.of(usersOfGood.misses(), usersOfBad.misses());

        assertThat(failed).containsExactly(List.of(), List.of());
        assertThat(usersOfGood.served()).isPositive();
        assertThat(usersOfBad.saw("v2")).isFalse();
    }

    private int revisions(Infrastructure made) {
        return rehearsal
                .theatre()
                .aws()
                .ecs()
                .listTaskDefinitions(request -> request.familyPrefix(made.site().name()))
                .taskDefinitionArns()
                .size();
    }

    private int deployments(Infrastructure made) {
        return rehearsal
                .theatre()
                .aws()
                .ecs()
                .listServiceDeployments(request ->
                        request.cluster(Names.CLUSTER).service(made.site().name()))
                .serviceDeployments()
                .size();
    }
}

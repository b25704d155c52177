package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.load.Miss;
import dev.slipway.demo.load.Sighting;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Rollout PROMOTED = rollout("SUCCESSFUL", "sha256:2");
    private static final Rollout REFUSED = rollout("ROLLBACK_SUCCESSFUL", "sha256:3");
    private static final Rollout BACK = rollout("SUCCESSFUL", "sha256:1");
    private static final List<Recorded> HISTORY = List.of(
            new Recorded("4", "manual rollback", "v1", "Live", ""),
            new Recorded("3", "push", "v3", "RolledBack", "smoke-failed"),
            new Recorded("2", "push", "v2", "Live", ""),
            new Recorded("1", "adopted", "v1", "Live", ""));

    @Test
    void allOfItHoldsWhenUsersNoticedNothing() {
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, traffic(0, "v1", "v1", "v2"));

        var findings = Judgement.judge(evidence);

        assertThat(findings)
                .containsExactly(
                        new Finding("no user request failed", true, "20 served, 0 failed"),
                        new Finding("v2 went live through both gates", true, "SUCCESSFUL, the pushed image"),
                        new Finding("v2 answered users", true, "10 answers"),
                        new Finding("broken v3 was rolled back by ECS", true, "ROLLBACK_SUCCESSFUL, the pushed image"),
                        new Finding("v3 never answered a user", true, "answers by version: v1 10, v2 10"),
                        new Finding("'rollback' brought v1 back", true, "SUCCESSFUL, the pushed image"),
                        new Finding("users ended on v1", true, "last answer by v1"),
                        new Finding(
                                "every release left a record that says why",
                                true,
                                "adopted Live; push Live; push RolledBack smoke-failed; manual rollback Live"));
    }

    @Test
    void oneFailedRequestBreaksIt() {
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, traffic(1, "v1", "v1", "v2"));

        var broken = broken(evidence);

        assertThat(broken)
                .containsExactly(new Finding(
                        "no user request failed",
                        false,
                        "20 served, 1 failed; the first: status 502 from version 'unknown'"));
    }

    @Test
    void oneAnswerOfTheBrokenVersionBreaksIt() {
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, traffic(0, "v1", "v1", "v2", "v3"));

        var broken = broken(evidence);

        assertThat(broken)
                .containsExactly(
                        new Finding("v3 never answered a user", false, "answers by version: v1 10, v2 10, v3 10"));
    }

    @Test
    void anAnswerOfNobodyKnownBreaksItToo() {
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, traffic(0, "v1", "v1", "v2", "unknown"));

        var broken = broken(evidence);

        assertThat(broken).extracting(Finding::claim).containsExactly("v3 never answered a user");
    }

    @Test
    void noTrafficAtAllProvesNothing() {
        var silence = new Traffic(0, 0, List.of(), List.of(), Optional.empty(), Duration.ZERO);
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, silence);

        var broken = broken(evidence);

        assertThat(broken)
                .extracting(Finding::claim)
                .containsExactly(
                        "no user request failed", "v2 answered users", "v3 never answered a user", "users ended on v1");
    }

    @Test
    void aRollbackThatLostTheRaceBreaksIt() {
        var evidence =
                evidence(PROMOTED, rollout("SUCCESSFUL", "sha256:3"), BACK, HISTORY, traffic(0, "v1", "v1", "v2"));

        var broken = broken(evidence);

        assertThat(broken)
                .containsExactly(
                        new Finding("broken v3 was rolled back by ECS", false, "SUCCESSFUL, the pushed image"));
    }

    @Test
    void aDeploymentOfAnotherImageBreaksIt() {
        var evidence =
                evidence(PROMOTED, REFUSED, rollout("SUCCESSFUL", "sha256:2"), HISTORY, traffic(0, "v1", "v1", "v2"));

        var broken = broken(evidence);

        assertThat(broken)
                .containsExactly(new Finding("'rollback' brought v1 back", false, "SUCCESSFUL, image 'sha256:2'"));
    }

    @Test
    void usersWhoEndOnAnotherVersionBreakIt() {
        var evidence = evidence(PROMOTED, REFUSED, BACK, HISTORY, traffic(0, "v2", "v1", "v2"));

        var broken = broken(evidence);

        assertThat(broken).containsExactly(new Finding("users ended on v1", false, "last answer by v2"));
    }

    @Test
    void aRecordWithoutTheReasonBreaksIt() {
        var forgetful = new ArrayList<>(HISTORY);
        forgetful.set(1, new Recorded("3", "push", "v3", "RolledBack", ""));
        var evidence = evidence(PROMOTED, REFUSED, BACK, forgetful, traffic(0, "v1", "v1", "v2"));

        var broken = broken(evidence);

        assertThat(broken)
                .containsExactly(new Finding(
                        "every release left a record that says why",
                        false,
                        "adopted Live; push Live; push RolledBack; manual rollback Live"));
    }

    private static List<Finding> broken(Evidence evidence) {
        return Judgement.judge(evidence).stream()
                .filter(finding -> !finding.isHeld())
                .toList();
    }

    private static Evidence evidence(
            Rollout promoted, Rollout refused, Rollout back, List<Recorded> history, Traffic traffic) {
        return new Evidence(
                new Evidence.Pushed("sha256:1", "sha256:2", "sha256:3"), promoted, refused, back, history, traffic);
    }

    private static Rollout rollout(String status, String digest) {
        return new Rollout("arn", status, "CLEAN_UP", false, digest);
    }

    private static Traffic traffic(int failed, String latest, String... versions) {
        var sightings = List.of(versions).stream()
                .map(version -> new Sighting(version, 10, NOON, NOON))
                .toList();
        var misses = failed == 0 ? List.<Miss>of() : List.of(new Miss(NOON, "status 502 from version 'unknown'"));
        return new Traffic(20, failed, misses, sightings, Optional.of(latest), Duration.ofMillis(9));
    }
}

package dev.slipway.demo;

import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.Rollout;
import java.util.List;
import java.util.stream.Collectors;

/** Decides whether everything held that the demo claims. Pure: judges the evidence and nothing else. */
final class Judgement {
    private static final List<String> EXPECTED_HISTORY =
            List.of("manual rollback Live", "push RolledBack smoke-failed", "push Live", "adopted Live");

    private Judgement() {}

    /** Every claim, in the order of the story. */
    static List<Finding> judge(Evidence seen) {
        Traffic traffic = seen.traffic();
        return List.of(
                nobodyFailed(traffic),
                rollout(
                        "v2 went live through both gates",
                        seen.promoted(),
                        "SUCCESSFUL",
                        seen.pushed().v2()),
                answered("v2 answered users", traffic, "v2"),
                rollout(
                        "broken v3 was rolled back by ECS",
                        seen.refused(),
                        "ROLLBACK_SUCCESSFUL",
                        seen.pushed().v3()),
                neverAnswered(traffic),
                rollout(
                        "'rollback' brought v1 back",
                        seen.back(),
                        "SUCCESSFUL",
                        seen.pushed().v1()),
                lastWord(traffic),
                records(seen.history()));
    }

    static boolean isAllHeld(List<Finding> findings) {
        return findings.stream().allMatch(Finding::isHeld);
    }

    private static Finding nobodyFailed(Traffic traffic) {
        String seen = traffic.served() + " served, " + traffic.failed() + " failed";
        String first = traffic.misses().isEmpty()
                ? ""
                : "; the first: " + traffic.misses().getFirst().reason();
        return new Finding("no user request failed", traffic.failed() == 0 && traffic.served() > 0, seen + first);
    }

    private static Finding rollout(String claim, Rollout rollout, String status, String digest) {
        boolean isHeld = rollout.status().equals(status) && rollout.digest().equals(digest);
        String image = rollout.digest().equals(digest) ? "the pushed image" : "image '" + rollout.digest() + "'";
        return new Finding(claim, isHeld, rollout.status() + ", " + image);
    }

    private static Finding answered(String claim, Traffic traffic, String version) {
        return new Finding(claim, traffic.saw(version), answers(traffic, version) + " answers");
    }

    private static Finding neverAnswered(Traffic traffic) {
        boolean known = traffic.sightings().stream()
                .allMatch(seen -> List.of("v1", "v2").contains(seen.version()));
        String versions = traffic.sightings().stream()
                .map(seen -> seen.version() + " " + seen.answers())
                .collect(Collectors.joining(", "));
        return new Finding(
                "v3 never answered a user", known && traffic.served() > 0, "answers by version: " + versions);
    }

    private static Finding lastWord(Traffic traffic) {
        String latest = traffic.latest().orElse("nobody");
        return new Finding("users ended on v1", latest.equals("v1"), "last answer by " + latest);
    }

    private static Finding records(List<Recorded> history) {
        List<String> told = history.stream()
                .map(release -> (release.trigger() + " " + release.state() + " " + release.endClass()).strip())
                .toList();
        return new Finding(
                "every release left a record that says why",
                told.equals(EXPECTED_HISTORY),
                String.join("; ", told.reversed()));
    }

    private static long answers(Traffic traffic, String version) {
        return traffic.sightings().stream()
                .filter(seen -> seen.version().equals(version))
                .mapToLong(seen -> seen.answers())
                .sum();
    }
}

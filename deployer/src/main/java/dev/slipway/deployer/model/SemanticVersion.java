package dev.slipway.deployer.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version by semver.org 2.0, in whose core trailing parts may be left out and which may begin with {@code v}.
 *
 * @param core       major, minor, patch
 * @param preRelease dot-separated identifiers; empty for a release, which is higher than any of its pre-releases
 */
public record SemanticVersion(List<Long> core, List<String> preRelease) implements Comparable<SemanticVersion> {
    private static final Pattern FORM = Pattern.compile(
            "v?(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    public SemanticVersion {
        core = List.copyOf(core);
        preRelease = List.copyOf(preRelease);
    }

    public static Optional<SemanticVersion> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var core = new ArrayList<Long>();
        for (int part = 1; part <= 3; part++) {
            String digits = match.group(part);
            core.add(digits == null ? 0L : Long.parseLong(digits));
        }
        String pre = match.group(4);
        return Optional.of(new SemanticVersion(core, pre == null ? List.of() : List.of(pre.split("\\."))));
    }

    @Override
    public int compareTo(SemanticVersion other) {
        for (int part = 0; part < 3; part++) {
            int order = core.get(part).compareTo(other.core.get(part));
            if (order != 0) {
                return order;
            }
        }
        if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
            return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
        }
        for (int part = 0; part < Math.min(preRelease.size(), other.preRelease.size()); part++) {
            int order = compareIdentifiers(preRelease.get(part), other.preRelease.get(part));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(preRelease.size(), other.preRelease.size());
    }

    private static int compareIdentifiers(String one, String two) {
        boolean oneIsNumber = one.chars().allMatch(Character::isDigit);
        boolean twoIsNumber = two.chars().allMatch(Character::isDigit);
        if (oneIsNumber && twoIsNumber) {
            return new java.math.BigInteger(one).compareTo(new java.math.BigInteger(two));
        }
        return oneIsNumber == twoIsNumber ? one.compareTo(two) : oneIsNumber ? -1 : 1;
    }
}

package dev.slipway.sandbox.model.ssm;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parameter with the versions that are still kept. */
final class StoredParameter {
    /** AWS keeps this many: docs/aws.md, Parameter Store. */
    private static final int VERSIONS_KEPT = 100;

    private final List<ParameterHistory> versions = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    StoredParameter(ParameterHistory first) {
        versions.add(first);
    }

    ParameterHistory latest() {
        return versions.getLast();
    }

    /** From the oldest to the newest. */
    List<ParameterHistory> versions() {
        return List.copyOf(versions);
    }

    Map<String, String> tags() {
        return tags;
    }

    void add(ParameterHistory version) {
        if (versions.size() == VERSIONS_KEPT) {
            dropOldest();
        }
        versions.add(version);
    }

    private void dropOldest() {
        ParameterHistory oldest = versions.getFirst();
        if (!oldest.labels().isEmpty()) {
            throw AwsRefusal.client(
                    "ParameterMaxVersionLimitExceeded",
                    "You attempted to create a new version of " + oldest.name()
                            + " by calling the PutParameter API with the overwrite flag. Version " + oldest.version()
                            + ", the oldest version, can't be deleted because it has a label associated with it."
                            + " Move the label to another version of the parameter, and try again.");
        }
        versions.removeFirst();
    }

    /** The version of this number or label. */
    Optional<ParameterHistory> selected(String selector) {
        return versions.stream()
                .filter(version -> selector.equals(Long.toString(version.version()))
                        || version.labels().contains(selector))
                .findFirst();
    }

    /** Puts labels on one version; a label that another version has moves. */
    void label(long number, List<String> labels) {
        versions.replaceAll(version -> withLabels(version, relabelled(version, number, labels)));
    }

    /** How many labels the version of this number would have with these. */
    int labelsWith(long number, List<String> labels) {
        return versions.stream()
                .filter(version -> version.version() == number)
                .mapToInt(version -> new HashSet<>(relabelled(version, number, labels)).size())
                .sum();
    }

    private static List<String> relabelled(ParameterHistory version, long number, List<String> labels) {
        var left = new ArrayList<>(version.labels());
        left.removeAll(labels);
        if (version.version() == number) {
            left.addAll(labels);
        }
        return left;
    }

    private static ParameterHistory withLabels(ParameterHistory from, List<String> labels) {
        return new ParameterHistory(
                from.name(),
                from.type(),
                from.keyId(),
                from.lastModifiedDate(),
                from.lastModifiedUser(),
                from.description(),
                from.value(),
                from.allowedPattern(),
                from.version(),
                List.copyOf(labels),
                from.tier(),
                from.dataType());
    }
}

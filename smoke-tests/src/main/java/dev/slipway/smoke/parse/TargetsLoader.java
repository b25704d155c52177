package dev.slipway.smoke.parse;

import dev.slipway.smoke.run.Target;
import java.util.List;
import java.util.Optional;

/** Loads {@code targets.yaml}: names, addresses, and whether writing is allowed. */
public final class TargetsLoader {
    private final Faults faults = new Faults();

    private TargetsLoader() {}

    /** All targets of the text, or all that is wrong with it. */
    public static LoadedTargets load(SuiteText source) {
        return new TargetsLoader().targets(source);
    }

    private LoadedTargets targets(SuiteText source) {
        faults.source(source);
        List<Target> targets = YamlReader.read(source, faults)
                .flatMap(node -> Fields.mapping(node, "a file of targets", faults))
                .map(this::targets)
                .orElse(List.of());
        return faults.isEmpty()
                ? new LoadedTargets.Targets(targets)
                : new LoadedTargets.Faulty(faults.all(List.of(source.name())));
    }

    private List<Target> targets(Node.Mapping mapping) {
        Fields fields = new Fields(mapping, "a file of targets", faults);
        fields.require("targets");
        List<Target> targets = fields.mapping("targets").map(Node.Mapping::entries).orElse(List.of()).stream()
                .map(this::target)
                .flatMap(Optional::stream)
                .toList();
        fields.done();
        return targets;
    }

    private Optional<Target> target(Node.Entry entry) {
        return Fields.mapping(entry.value(), "the target '" + entry.key() + "'", faults)
                .flatMap(mapping -> {
                    Fields fields = new Fields(mapping, "a target", faults);
                    fields.notSupported("baseline", "family", "caFile");
                    Optional<Node.Scalar> url = fields.requiredText("url");
                    Optional<Target.HostPort> connectTo =
                            fields.text("connectTo").flatMap(this::hostPort);
                    boolean allowWrites = fields.flag("allowWrites");
                    fields.done();
                    return url.flatMap(text -> target(entry.key(), text, connectTo, allowWrites));
                });
    }

    private Optional<Target.HostPort> hostPort(Node.Scalar scalar) {
        try {
            return Optional.of(Target.HostPort.parse(scalar.text()));
        } catch (IllegalArgumentException e) {
            faults.add(scalar.at(), "'connectTo': " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Target> target(
            String name, Node.Scalar url, Optional<Target.HostPort> connectTo, boolean allowWrites) {
        try {
            return Optional.of(Target.of(name, url.text(), connectTo, allowWrites));
        } catch (IllegalArgumentException e) {
            faults.add(url.at(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }
}

package dev.slipway.smoke.parse;

import dev.slipway.smoke.run.Secret;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Nearest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads {@code targets.yaml}: names, addresses, baselines, certificates, and whether writing is allowed. */
public final class TargetsLoader {
    private static final Map<String, Target.Family> FAMILIES = Map.of("4", Target.Family.IPV4, "6", Target.Family.IPV6);
    private final Faults faults = new Faults();
    private final Map<String, Node.Scalar> baselines = new LinkedHashMap<>();
    private final SuiteFiles files;
    private final String directory;

    private TargetsLoader(SuiteFiles files, String directory) {
        this.files = files;
        this.directory = directory;
    }

    /** All targets of a text that names no files, or all that is wrong with it. */
    public static LoadedTargets load(SuiteText source) {
        return load(source, SuiteFiles.none());
    }

    /**
     * All targets of the text, or all that is wrong with it.
     *
     * @param files where {@code caFile}, {@code certFile} and {@code keyFile} are found, by absolute path or by one that
     *     starts in the directory of {@code source}
     */
    public static LoadedTargets load(SuiteText source, SuiteFiles files) {
        String name = source.name().replace('\\', '/');
        return new TargetsLoader(files, name.substring(0, name.lastIndexOf('/') + 1)).targets(source);
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
        Fields fields = new Fields(mapping, Block.TARGETS, faults);
        fields.require("targets");
        List<Node.Entry> entries =
                fields.mapping("targets").map(Node.Mapping::entries).orElse(List.of());
        Map<String, Target> targets = new LinkedHashMap<>();
        entries.forEach(entry -> target(entry).ifPresent(target -> targets.put(entry.key(), target)));
        fields.done();
        List<String> names = entries.stream().map(Node.Entry::key).toList();
        return targets.values().stream()
                .map(target -> compared(target, targets, names))
                .toList();
    }

    private Target compared(Target target, Map<String, Target> targets, List<String> names) {
        Node.Scalar written = baselines.get(target.name());
        if (written == null) {
            return target;
        }
        if (!names.contains(written.text()) || written.text().equals(target.name())) {
            faults.add(
                    written.at(),
                    "'" + written.text() + "' is no other target of this file" + Nearest.hint(written.text(), names));
        }
        Target baseline = targets.get(written.text());
        return baseline == null ? target : target.withBaseline(baseline);
    }

    private Optional<Target> target(Node.Entry entry) {
        return Fields.mapping(entry.value(), "the target '" + entry.key() + "'", faults)
                .flatMap(mapping -> {
                    Fields fields = new Fields(mapping, Block.TARGET, faults);
                    Optional<Node.Scalar> url = fields.requiredText("url");
                    Optional<Target.HostPort> connectTo =
                            fields.text("connectTo").flatMap(this::hostPort);
                    boolean allowWrites = fields.flag("allowWrites");
                    fields.text("baseline").ifPresent(name -> baselines.put(entry.key(), name));
                    Target.Family family =
                            fields.node("family").map(this::family).orElse(Target.Family.ANY);
                    Target.Trust trust = trust(fields);
                    fields.done();
                    return url.flatMap(text -> target(entry.key(), text, connectTo, allowWrites))
                            .map(target -> target.withFamily(family).withTrust(trust));
                });
    }

    private Target.Family family(Node node) {
        String text = node instanceof Node.Scalar scalar ? scalar.text() : "";
        if (!FAMILIES.containsKey(text)) {
            faults.add(node.at(), "'family' takes 4 or 6, but got " + node.kind());
        }
        return FAMILIES.getOrDefault(text, Target.Family.ANY);
    }

    private Target.Trust trust(Fields fields) {
        List<String> curl = new ArrayList<>();
        Optional<String> authorities =
                pem(fields, "caFile", "CERTIFICATE", path -> curl.addAll(List.of("--cacert", path)));
        Optional<String> chain = pem(fields, "certFile", "CERTIFICATE", path -> curl.addAll(List.of("--cert", path)));
        Optional<String> key = pem(fields, "keyFile", "PRIVATE KEY", path -> curl.addAll(List.of("--key", path)));
        if (fields.entry("certFile").isPresent() != fields.entry("keyFile").isPresent()) {
            faults.add(fields.at(), "'certFile' and 'keyFile' come together: a certificate and its key");
        }
        return new Target.Trust(
                authorities,
                chain.flatMap(one -> key.map(other -> new Target.ClientCertificate(one, new Secret(other)))),
                curl);
    }

    private Optional<String> pem(Fields fields, String key, String label, Consumer<String> found) {
        return fields.text(key).flatMap(path -> {
            String where = path.text().startsWith("/") ? path.text() : directory + path.text();
            Optional<String> text = files.read(where).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            if (text.isEmpty()) {
                faults.add(path.at(), "there is no file '" + where + "'");
            } else if (!text.get().contains("-----BEGIN " + label + "-----")) {
                faults.add(path.at(), "'" + where + "' holds no '-----BEGIN " + label + "-----'");
            }
            found.accept(where);
            return text;
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

package dev.slipway.smoke.cli;

import dev.slipway.smoke.parse.LoadedTargets;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.parse.TargetsLoader;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where to send the requests: a URL, or the name of a target in a file. */
final class TargetOptions {
    static final List<Option> OPTIONS = List.of(
            Option.one(
                    "--target",
                    "URL|NAME",
                    "Where to send the requests: http(s)://host[:port], or a name in a file of targets. Required."),
            Option.one(
                    "--targets",
                    "FILE",
                    "The file of targets. Unless said, targets.yaml here, beside the first suite, or one directory above it."),
            Option.one(
                    "--connect-to",
                    "HOST:PORT",
                    "With a URL: connects there, keeping the URL's name for Host, SNI and the certificate."),
            Option.flag("--allow-writes", "With a URL: lets tests run that may change something."));

    private TargetOptions() {}

    /**
     * The target.
     *
     * @throws UsageFault if there is none, or something is wrong with it
     */
    static Target of(Words words) {
        String written = words.one("--target")
                .orElseThrow(() ->
                        UsageFault.of("it needs --target: http(s)://host[:port], or a name in a file of targets"));
        if (!written.contains("://") && (words.has("--targets") || written.matches("[A-Za-z0-9_-]+"))) {
            return named(words, written);
        }
        if (words.has("--targets")) {
            throw UsageFault.of("with --targets, --target takes a name, but got '" + written + "'");
        }
        try {
            Optional<Target.HostPort> connectTo = words.one("--connect-to").map(Target.HostPort::parse);
            return Target.of("command line", written, connectTo, words.has("--allow-writes"));
        } catch (IllegalArgumentException e) {
            throw UsageFault.of(String.valueOf(e.getMessage()));
        }
    }

    private static Target named(Words words, String name) {
        if (words.has("--connect-to") || words.has("--allow-writes")) {
            throw UsageFault.of("'" + name + "' is a target of a file, where connectTo and allowWrites stand too;"
                    + " leave out --connect-to and --allow-writes, or give a URL");
        }
        Path file = words.one("--targets").map(Path::of).orElseGet(() -> found(words, name));
        List<Target> known = read(file);
        List<String> names = known.stream().map(Target::name).toList();
        return known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UsageFault.of("no target '" + name + "' in " + file + Nearest.hint(name, names)
                        + (names.isEmpty() ? "" : " (one of " + String.join(", ", names) + ")")));
    }

    /** All targets of a file. */
    static List<Target> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw UsageFault.of("the file of targets '" + file + "' can't be read: "
                    + (e instanceof NoSuchFileException ? "there is no such file" : e.getMessage()));
        }
        LoadedTargets loaded = TargetsLoader.load(new SuiteText(file.toString(), text), TargetOptions::bytes);
        if (loaded instanceof LoadedTargets.Faulty faulty) {
            throw UsageFault.inFile(Fault.text(faulty.faults()).stripTrailing());
        }
        return ((LoadedTargets.Targets) loaded).targets();
    }

    private static Optional<byte[]> bytes(String path) {
        try {
            return Optional.of(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path found(Words words, String name) {
        Path beside = Path.of(words.operands().getFirst()).toAbsolutePath().normalize();
        List<Path> places = Stream.of(
                        Optional.of(Path.of("")),
                        Optional.ofNullable(beside.getParent()),
                        Optional.ofNullable(beside.getParent()).map(Path::getParent))
                .flatMap(Optional::stream)
                .map(directory -> directory.resolve("targets.yaml"))
                .toList();
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() ->
                        UsageFault.of("'" + name + "' is no URL, and there is no file of targets to look it up in;"
                                + " give a URL such as http://127.0.0.1:8080, or --targets FILE. Looked for:"
                                + places.stream().map(place -> "\n  " + place).reduce("", String::concat)));
    }
}

package dev.slipway.smoke.cli;

import dev.slipway.smoke.parse.LoadedTargets;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.parse.TargetsLoader;
import dev.slipway.smoke.run.Target;
import dev.slipway.smoke.suite.Fault;
import dev.slipway.smoke.suite.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where to send the requests. */
final class TargetOptions {
    @Option(
            names = "--target",
            required = true,
            paramLabel = "URL|NAME",
            description = "http(s)://host[:port]; with --targets, a name in that file.")
    private String target = "";

    @Option(names = "--targets", paramLabel = "FILE", description = "A file of named targets (targets.yaml).")
    private @Nullable Path file;

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            description = "Connect there, keeping the URL's name for Host, SNI and the certificate.")
    private @Nullable String connectTo;

    @Option(names = "--allow-writes", description = "Let tests run that may change something.")
    private boolean allowWrites;

    /** The target; what is wrong with it ends the command as wrong usage. */
    Target target(CommandLine command) {
        try {
            return file == null ? Target.of("command line", target, connectTo(), allowWrites) : named(command, file);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<Target.HostPort> connectTo() {
        return Optional.ofNullable(connectTo).map(Target.HostPort::parse);
    }

    private Target named(CommandLine command, Path from) {
        if (connectTo != null || allowWrites) {
            throw new ParameterException(command, "with --targets, connectTo and allowWrites stand in that file");
        }
        List<Target> known = switch (TargetsLoader.load(new SuiteText(from.toString(), text(command, from)))) {
            case LoadedTargets.Targets loaded -> loaded.targets();
            case LoadedTargets.Faulty faulty ->
                throw new ParameterException(
                        command, Fault.text(faulty.faults()).stripTrailing());
        };
        return known.stream()
                .filter(one -> one.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command,
                        "no target '" + target + "' in " + from
                                + Nearest.hint(
                                        target, known.stream().map(Target::name).toList())));
    }

    private static String text(CommandLine command, Path from) {
        try {
            return Files.readString(from);
        } catch (IOException e) {
            throw new ParameterException(
                    command, "the targets file '" + from + "' can't be read: " + e.getMessage(), e);
        }
    }
}

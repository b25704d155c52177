package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import dev.slipway.demo.image.AppVersion;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./slipway demo push-app}: what {@code docker push} does, for those without Docker. */
@Command(
        name = "push-app",
        sortOptions = false,
        description = "Builds the bundled app's image without Docker and pushes it, as 'docker push' would.")
final class PushAppCommand implements Callable<Integer> {
    @Option(names = "--tag", required = true, paramLabel = "TAG", description = "the tag to push, for example v9")
    private String tag = "";

    @Option(
            names = "--repository",
            paramLabel = "HOST:PORT/NAME",
            defaultValue = "127.0.0.1:4566/todo",
            description = "where to push to (default: ${DEFAULT-VALUE})")
    private String repository = "";

    @Option(names = "--version-name", paramLabel = "NAME", description = "what the app calls itself (default: the tag)")
    private @Nullable String version;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            defaultValue = "none",
            description = "how it misbehaves; './slipway app --help' lists the ways (default: ${DEFAULT-VALUE})")
    private String fault = "";

    @Option(names = "--tar", paramLabel = "FILE", description = "write a file for 'docker load' instead of pushing")
    private @Nullable Path tar;

    private final Wiring wiring;

    PushAppCommand(Wiring wiring) {
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        AppImage image = wiring.image();
        var app = new AppVersion(version == null ? tag : version, fault);
        String reference = repository + ":" + tag;
        String digest = tar == null ? image.push(app, reference) : image.writeTar(app, reference, tar);
        String done = tar == null ? "pushed " + reference : "wrote " + tar;
        wiring.out().println(done + " " + digest);
        return 0;
    }
}

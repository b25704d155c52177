package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.config.ConfigDirectory;
import dev.slipway.deployer.config.SuiteRules;
import dev.slipway.deployer.config.TreeConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for whoever writes the configuration tree. They change nothing. */
final class AuthorCommands {

    private AuthorCommands() {}

    @Command(name = "validate", description = "Checks a configuration tree and lists all of its faults. Needs no AWS.")
    static final class Validate implements Callable<Integer> {
        private final Supplier<ConfigFiles> config;
        private final SuiteRules rules;

        @Mixin
        private final Screen screen = new Screen();

        @Parameters(
                arity = "0..1",
                paramLabel = "<directory>",
                description = "that holds services/, suites/, …; default: the one of the settings")
        private Optional<Path> directory = Optional.empty();

        Validate(Supplier<ConfigFiles> config, SuiteRules rules) {
            this.config = config;
            this.rules = rules;
        }

        @Override
        public Integer call() {
            ConfigFiles files = directory.<ConfigFiles>map(ConfigDirectory::new).orElseGet(config);
            List<String> faults = TreeConfigSource.validate(files, rules);
            screen.show(() -> text(files.location(), faults), () -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode().put("directory", files.location());
                ArrayNode all = json.putArray("faults");
                faults.forEach(all::add);
                return json;
            });
            return faults.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private static String text(String root, List<String> faults) {
            if (faults.isEmpty()) {
                return "'" + root + "' has no fault\n";
            }
            return (faults.size() == 1 ? "1 fault" : faults.size() + " faults") + " in '" + root + "'\n  "
                    + String.join("\n  ", faults) + "\n";
        }
    }

    @Command(
            name = "render",
            description = "Shows the task definition that a release of an image would register, and what it changes.")
    static final class Render implements Callable<Integer> {
        private final Supplier<DryRun> dryRun;

        @Mixin
        private final Screen screen = new Screen();

        @Parameters(paramLabel = "<service>", description = "its name in Slipway")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private String service;

        @Option(names = "--image", required = true, paramLabel = "<tag|digest>", description = "which image")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private String image;

        Render(Supplier<DryRun> dryRun) {
            this.dryRun = dryRun;
        }

        @Override
        public Integer call() {
            return switch (dryRun.get().render(service, image)) {
                case DryRun.Outcome.NotFound notFound -> screen.fail(ExitCode.NOT_FOUND, notFound.what());
                case DryRun.Outcome.Faulty faulty -> screen.fail(ExitCode.REFUSED, String.join("\n", faulty.faults()));
                case DryRun.Outcome.Shown shown -> screen.show(() -> text(shown), () -> json(shown));
            };
        }

        private static String text(DryRun.Outcome.Shown shown) {
            return shown.content() + "\n\n"
                    + shown.changes()
                            .map(diff -> diff.changes().isEmpty()
                                    ? "no change against the service's current revision\n"
                                    : "changes against the service's current revision\n"
                                            + diff.text().indent(2))
                            .orElse("the service has no revision to compare with\n");
        }

        private static ObjectNode json(DryRun.Outcome.Shown shown) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("taskDefinition", shown.content());
            ArrayNode changes = json.putArray("changes");
            shown.changes().ifPresent(diff -> diff.changes().forEach(change -> changes.add(change.toString())));
            return json;
        }
    }
}

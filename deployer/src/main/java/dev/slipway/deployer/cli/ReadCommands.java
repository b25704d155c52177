package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.deployer.http.RecordJson;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.NearestName;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.release.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that read the journal and change nothing. */
final class ReadCommands {

    private ReadCommands() {}

    /** The words for a service that the journal does not have. */
    private static String unknown(Records records, ServiceName service) {
        List<String> known = records.services().stream().map(ServiceName::value).toList();
        return "Slipway knows no service '" + service + "'"
                + (known.isEmpty() ? "; it has not looked at any yet" : NearestName.hint(service.value(), known));
    }

    /** What every reading command has. */
    abstract static class Reading implements Callable<Integer> {
        private final Supplier<Records> supplier;

        @Mixin
        final Screen screen = new Screen();

        Reading(Supplier<Records> supplier) {
            this.supplier = supplier;
        }

        Records records() {
            return supplier.get();
        }
    }

    @Command(name = "status", description = "What is live, in flight, waiting and held; of all services or of one.")
    static final class Status extends Reading {
        @Parameters(arity = "0..1", paramLabel = "<service>", description = "only this one, in detail")
        private Optional<ServiceName> service = Optional.empty();

        Status(Supplier<Records> records) {
            super(records);
        }

        @Override
        public Integer call() {
            var records = records();
            if (service.isPresent()) {
                Optional<ServiceState> state = records.state(service.get());
                return state.isPresent()
                        ? screen.show(() -> Wording.service(state.get()), () -> RecordJson.service(state.get()))
                        : screen.fail(ExitCode.NOT_FOUND, unknown(records, service.get()));
            }
            List<ServiceState> states = records.services().stream()
                    .flatMap(name -> records.state(name).stream())
                    .toList();
            return screen.show(() -> Wording.overview(states), () -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                states.forEach(state -> all.add(RecordJson.service(state)));
                return all;
            });
        }
    }

    @Command(name = "history", description = "The releases of a service, the newest first.")
    static final class History extends Reading {
        @Parameters(paramLabel = "<service>", description = "its name in Slipway")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private ServiceName service;

        @Option(
                names = "--limit",
                paramLabel = "<n>",
                defaultValue = "20",
                description = "at most so many (default: ${DEFAULT-VALUE})")
        private int limit;

        History(Supplier<Records> records) {
            super(records);
        }

        @Override
        public Integer call() {
            var records = records();
            if (records.state(service).isEmpty()) {
                return screen.fail(ExitCode.NOT_FOUND, unknown(records, service));
            }
            var releases = records.history(service, limit);
            return screen.show(() -> Wording.history(releases), () -> RecordJson.history(releases));
        }
    }

    @Command(
            name = "show",
            description = "One release: its timeline, its smoke runs, what changed in its task definition.")
    static final class Show extends Reading {
        @Parameters(paramLabel = "<release>", description = "its id, as 'history' lists it")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private ReleaseId release;

        Show(Supplier<Records> records) {
            super(records);
        }

        @Override
        public Integer call() {
            var told = records().release(release);
            return told.isPresent()
                    ? screen.show(() -> Wording.told(told.get()), () -> RecordJson.told(told.get()))
                    : screen.fail(
                            ExitCode.NOT_FOUND,
                            "Slipway knows no release '" + release + "'; './slipway history <service>' lists them");
        }
    }

    @Command(name = "explain", description = "What became of a push: why was it, or was it not, deployed?")
    static final class Explain extends Reading {
        @Parameters(index = "0", paramLabel = "<service>", description = "its name in Slipway")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private ServiceName service;

        @Parameters(index = "1", paramLabel = "<tag|digest>", description = "what was pushed")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private String image;

        Explain(Supplier<Records> records) {
            super(records);
        }

        @Override
        public Integer call() {
            var records = records();
            Optional<ServiceState> state = records.state(service);
            if (state.isEmpty()) {
                return screen.fail(ExitCode.NOT_FOUND, unknown(records, service));
            }
            var explanation = Explanation.of(state.get(), records, image);
            int shown = screen.show(explanation::text, explanation::json);
            return explanation.isEmpty() ? ExitCode.NOT_FOUND : shown;
        }
    }
}

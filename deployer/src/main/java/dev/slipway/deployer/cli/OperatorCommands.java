package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands that write one line into a service's command parameter and wait for the deployer's answer to it. */
final class OperatorCommands {

    private OperatorCommands() {}

    /** What every such command has. */
    abstract static class Writing implements Callable<Integer> {
        private final Supplier<Operator> operator;

        @Mixin
        private final Screen screen = new Screen();

        @Parameters(index = "0", paramLabel = "<service>", description = "its name in Slipway")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private ServiceName service;

        Writing(Supplier<Operator> operator) {
            this.operator = operator;
        }

        /** The words to write. */
        abstract String line();

        @Override
        public Integer call() {
            var written = operator.get().write(service, line());
            if (written.reply().isEmpty()) {
                return screen.fail(
                        ExitCode.NO_ANSWER,
                        "'" + line() + "' stands in " + written.parameter() + " as version " + written.version()
                                + ", and no deployer has answered yet; it is obeyed when one does, within 15 minutes."
                                + " './slipway status " + service + "' shows the answer");
            }
            Operator.Reply reply = written.reply().get();
            screen.show(
                    () -> (reply.accepted() ? "accepted: " : "refused: ") + reply.answer() + "\n", () -> json(written));
            return reply.accepted() ? ExitCode.OK : ExitCode.REFUSED;
        }

        private ObjectNode json(Operator.Written written) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("service", service.value())
                    .put("command", line())
                    .put("parameter", written.parameter())
                    .put("version", written.version());
            written.reply()
                    .ifPresent(reply -> json.put("accepted", reply.accepted())
                            .put("answer", reply.answer())
                            .put("release", reply.release()));
            return json;
        }
    }

    @Command(name = "promote", description = "Lets the release that awaits promotion go on.")
    static final class Promote extends Writing {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<release>",
                description = "which; default: the one that waits")
        private Optional<String> release = Optional.empty();

        Promote(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "promote" + release.map(id -> " " + id).orElse("");
        }
    }

    @Command(
            name = "rollback",
            description = "Goes back: ends the release in flight, or leaves the live one. The service is then held.")
    static final class RollBack extends Writing {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<release|tag|digest>",
                description = "what to go back to; default: the fallback that 'status' names")
        private Optional<String> target = Optional.empty();

        @Option(names = "--full", description = "run all of the target's smoke tests, not only the critical ones")
        private boolean full;

        RollBack(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "rollback" + target.map(name -> " " + name).orElse("") + (full ? " full" : "");
        }
    }

    @Command(name = "hold", description = "Starts no new release of the service; what is in flight goes on.")
    static final class Hold extends Writing {
        @Parameters(index = "1..*", paramLabel = "<reason>", description = "why, for the others")
        private List<String> reason = List.of();

        Hold(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return ("hold " + String.join(" ", reason)).strip();
        }
    }

    @Command(name = "resume", description = "Ends a hold.")
    static final class Resume extends Writing {
        Resume(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "resume";
        }
    }
}

package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
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

        @Parameters(
                index = "0",
                paramLabel = "<service>",
                description = "its name in Slipway; 'hold' and 'resume' also take 'all'")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private Addressee service;

        Writing(Supplier<Operator> operator) {
            this.operator = operator;
        }

        /** The words to write. */
        abstract String line();

        Operator.Channel channel() {
            return Operator.Channel.COMMAND;
        }

        /** Whether it may be for every service at once. */
        boolean mayBeForAll() {
            return false;
        }

        @Override
        public Integer call() {
            if (service.service().isEmpty() && !mayBeForAll()) {
                return screen.fail(
                        ExitCode.USAGE, "'" + line() + "' is for one service; only 'hold' and 'resume' take 'all'");
            }
            var written = operator.get().write(channel(), service, line());
            if (!written.isAnswered()) {
                return screen.fail(
                        ExitCode.NO_ANSWER,
                        "'" + line() + "' stands in " + written.parameter() + " as version " + written.version()
                                + ", and " + silent(written) + "; it is obeyed when one does, within 15 minutes."
                                + " './slipway status"
                                + service.service().map(name -> " " + name).orElse("")
                                + "' shows the answer");
            }
            screen.show(() -> text(written), () -> json(written));
            boolean isObeyed = written.replies().isEmpty()
                    || written.replies().values().stream()
                            .anyMatch(reply ->
                                    reply.filter(Operator.Reply::accepted).isPresent());
            return isObeyed ? ExitCode.OK : ExitCode.REFUSED;
        }

        private String silent(Operator.Written written) {
            List<String> names = written.replies().entrySet().stream()
                    .filter(reply -> reply.getValue().isEmpty())
                    .map(reply -> reply.getKey().value())
                    .toList();
            return "no deployer has answered yet"
                    + (service.service().isPresent() ? "" : " for " + String.join(", ", names));
        }

        private String text(Operator.Written written) {
            if (service.service().isPresent()) {
                return written.replies().values().stream()
                                .flatMap(Optional::stream)
                                .map(Writing::sentence)
                                .findFirst()
                                .orElse("")
                        + "\n";
            }
            var table = new Table("SERVICE", "ANSWER");
            written.replies()
                    .forEach((name, reply) ->
                            table.row(name.value(), reply.map(Writing::sentence).orElse("")));
            return written.replies().isEmpty() ? "Slipway has not looked at any service yet.\n" : table.text();
        }

        private static String sentence(Operator.Reply reply) {
            return (reply.accepted() ? "accepted: " : "refused: ") + reply.answer();
        }

        private ObjectNode json(Operator.Written written) {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("service", service.toString())
                    .put("command", line())
                    .put("parameter", written.parameter())
                    .put("version", written.version());
            if (service.service().isPresent()) {
                written.replies().values().forEach(reply -> reply.ifPresent(one -> put(json, one)));
            } else {
                ArrayNode answers = json.putArray("answers");
                written.replies()
                        .forEach((name, reply) ->
                                reply.ifPresent(one -> put(answers.addObject().put("service", name.value()), one)));
            }
            return json;
        }

        private static void put(ObjectNode json, Operator.Reply reply) {
            json.put("accepted", reply.accepted()).put("answer", reply.answer()).put("release", reply.release());
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
            description = {
                "Goes back: ends the release in flight, or leaves the live one. The service is then held.",
                "An emergency needs an administrator's right: it is written to the service's admin parameter."
            })
    static final class RollBack extends Writing {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "<release|tag|digest>",
                description = "what to go back to; default: the fallback that 'status' names")
        private Optional<String> target = Optional.empty();

        @ArgGroup
        private Urgency urgency = new Urgency();

        /** More tests than usual, or none. */
        static final class Urgency {
            @Option(names = "--full", description = "run all of the target's smoke tests, not only the critical ones")
            private boolean full;

            @ArgGroup(exclusive = false)
            private Emergency emergency = new Emergency();
        }

        /** Past the gates, and if need be over what is stuck. */
        static final class Emergency {
            @Option(names = "--emergency", description = "ask no gate")
            private boolean asked;

            @Option(
                    names = "--force",
                    paramLabel = "<release>",
                    description = "with --emergency: give up this release, whose rollback is stuck, and start over it")
            private Optional<String> over = Optional.empty();
        }

        RollBack(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "rollback" + target.map(name -> " " + name).orElse("")
                    + (urgency.full ? " full" : "")
                    + (isEmergency() ? " emergency" : "")
                    + urgency.emergency.over.map(release -> " force " + release).orElse("");
        }

        @Override
        Operator.Channel channel() {
            return isEmergency() ? Operator.Channel.ADMIN : Operator.Channel.COMMAND;
        }

        /** To go over a deployment is one, said or not. */
        private boolean isEmergency() {
            return urgency.emergency.asked || urgency.emergency.over.isPresent();
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

        @Override
        boolean mayBeForAll() {
            return true;
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

        @Override
        boolean mayBeForAll() {
            return true;
        }
    }

    @Command(name = "retry", description = "Tries once more what was tried last and did not go live.")
    static final class Retry extends Writing {
        Retry(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "retry";
        }
    }
}

package dev.slipway.deployer.cli;

import dev.slipway.deployer.config.ConfigDirectory;
import dev.slipway.deployer.config.LibrarySuites;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ShopRecords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line over what the deployers wrote down, with parameters and queues that tests look into. */
abstract class CommandLineStage {
    final MapJournal journal = ShopRecords.journal();
    static final List<ServiceName> SERVICES = List.of(new ServiceName("pay"), new ServiceName("shop-api"));

    final Ssm ssm = new Ssm();
    final Queue queue = new Queue();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    int execute(String line) {
        return Slipway.execute(line.split(" "), programs(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    Programs programs() {
        var patience = new ArrayList<>(List.of(1, 2, 3));
        return new Programs(
                () -> 0,
                () -> new Records(journal),
                () -> new Operator(
                        ssm, "slipway", () -> SERVICES, () -> !patience.isEmpty() && patience.removeLast() > 0),
                () -> queue,
                () -> {
                    throw new AssertionError("not used here");
                },
                () -> new ConfigDirectory(Path.of("nowhere")),
                new LibrarySuites());
    }

    /** A work queue with a dead-letter queue behind it. */
    static final class Queue implements Inbox {
        final List<String> sent = new ArrayList<>();
        final List<Message> dead = new ArrayList<>();
        boolean isAway;
        boolean isAlone;

        @Override
        public List<Message> receive(int max, Duration wait) {
            return List.of();
        }

        @Override
        public void delete(Message message) {
            throw new AssertionError("nothing was received here");
        }

        @Override
        public void send(String body, Duration delay) {
            if (isAway) {
                throw PortFailure.throttled("sqs:SendMessage", "slow down");
            }
            sent.add(body);
        }

        @Override
        public Optional<Inbox> deadLetters() {
            return isAlone ? Optional.empty() : Optional.of(deadOnes());
        }

        Inbox deadOnes() {
            return new Inbox() {
                @Override
                public List<Message> receive(int max, Duration wait) {
                    return List.copyOf(dead.subList(0, Math.min(max, dead.size())));
                }

                @Override
                public void delete(Message message) {
                    dead.remove(message);
                }

                @Override
                public void send(String body, Duration delay) {
                    throw new AssertionError("nothing is sent here");
                }

                @Override
                public Optional<Inbox> deadLetters() {
                    return Optional.empty();
                }
            };
        }
    }

    /** A Parameter Store with a deployer behind it, which answers every command after some looks at its status. */
    static final class Ssm implements Parameters {
        final List<String> written = new ArrayList<>();
        boolean accepts = true;
        int answersAfter;
        int looks;
        String parameter = "/slipway/command/shop-api";

        @Override
        public List<ParameterView> current(List<String> names) {
            String answer = looks++ < answersAfter
                    ? "{\"answers\":[{\"parameter\":\"" + parameter + "\",\"version\":4,\"accepted\":false}]}"
                    : "{\"answers\":[{\"parameter\":\"" + parameter + "\",\"version\":5,\"accepted\":" + accepts
                            + ",\"answer\":\"" + (accepts ? "as you wish" : "no") + "\",\"release\":\"\"}]}";
            return List.of(new ParameterView(names.getFirst(), answer, 1, Instant.EPOCH, Optional.empty()));
        }

        @Override
        public List<ParameterView> history(String name) {
            return List.of();
        }

        @Override
        public long put(String name, String value) {
            written.add(name + " = " + value);
            return 5;
        }
    }
}

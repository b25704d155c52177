package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Inbox.Message;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.stimulus.StimulusParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes messages out of the dead-letter queue: those that could not be read, or whose readers died. */
@Command(
        name = "redrive",
        description = {
            "Sends messages of the dead-letter queue to the work queue again.",
            "A message that this version can't read either stays where it is; --all sends it all the same."
        })
final class Redrive implements Callable<Integer> {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int AT_ONCE = 10;
    /** A bound for one run of the command; the rest is for the next. */
    private static final int MOST = 1000;

    private final Supplier<Inbox> inbox;

    @Mixin
    private final Screen screen = new Screen();

    @Option(names = "--all", description = "also what can't be read; a newer deployer may")
    private boolean all;

    @Option(names = "--dry-run", description = "only say what would become of each message")
    private boolean dryRun;

    Redrive(Supplier<Inbox> inbox) {
        this.inbox = inbox;
    }

    /** What became of one message. */
    private record Fate(Message message, String what, boolean moves) {}

    @Override
    public Integer call() {
        Inbox work = inbox.get();
        Optional<Inbox> dead = work.deadLetters();
        if (dead.isEmpty()) {
            return screen.fail(ExitCode.NOT_FOUND, "the work queue has no dead-letter queue; give it a redrive policy");
        }
        var fates = new ArrayList<Fate>();
        List<Message> messages = dead.get().receive(AT_ONCE, WAIT);
        while (!messages.isEmpty() && fates.size() < MOST && isNews(messages, fates)) {
            for (Message message : messages) {
                fates.add(redrive(work, dead.get(), message));
            }
            messages = dead.get().receive(AT_ONCE, WAIT);
        }
        return screen.show(() -> text(fates), () -> json(fates));
    }

    /** What stays comes again once its visibility timeout is over. */
    private static boolean isNews(List<Message> messages, List<Fate> fates) {
        return messages.stream()
                .noneMatch(message ->
                        fates.stream().anyMatch(fate -> fate.message().id().equals(message.id())));
    }

    private Fate redrive(Inbox work, Inbox dead, Message message) {
        Stimulus stimulus = StimulusParser.parse(message.body());
        boolean moves = all || !(stimulus instanceof Stimulus.Unparsable);
        if (moves && !dryRun) {
            work.send(message.body(), Duration.ZERO);
            dead.delete(message);
        }
        return new Fate(message, what(stimulus), moves);
    }

    private static String what(Stimulus stimulus) {
        return switch (stimulus) {
            case Stimulus.ImagePushed push -> "push of " + push.repository() + ":" + push.tag();
            case Stimulus.DeploymentChanged change -> change.event() + " of ECS service " + change.service();
            case Stimulus.ParameterChanged parameter -> "change of parameter " + parameter.name();
            case Stimulus.WakeUp wakeUp -> "wake-up of " + wakeUp.service();
            case Stimulus.Ignored ignored -> "of no concern: " + ignored.why();
            case Stimulus.Unparsable unparsable -> "can't be read: " + unparsable.why();
        };
    }

    private String text(List<Fate> fates) {
        if (fates.isEmpty()) {
            return "the dead-letter queue is empty\n";
        }
        var table = new Table("MESSAGE", "WHAT", "BECOMES");
        fates.forEach(fate -> table.row(fate.message().id(), fate.what(), fate.moves() ? "sent again" : "stays"));
        long sent = fates.stream().filter(Fate::moves).count();
        return table.text() + "\n" + sent + (dryRun ? " would be sent again, " : " sent again, ")
                + (fates.size() - sent) + (dryRun ? " would stay\n" : " stayed\n");
    }

    private ObjectNode json(List<Fate> fates) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        ArrayNode messages = json.putArray("messages");
        fates.forEach(fate -> messages.addObject()
                .put("id", fate.message().id())
                .put("what", fate.what())
                .put("sentAgain", fate.moves()));
        return json;
    }
}

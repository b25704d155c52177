package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The work queue as one process sees it. */
record SimulatedInbox(SimulatedProcess process, Stage stage) implements Inbox {
    @Override
    public List<Message> receive(int max, Duration wait) {
        Strand self = stage.schedule().running();
        List<Message> taken =
                process.read("sqs:ReceiveMessage", () -> stage.queue().receive(self, max, wait, process::isDead));
        process.refuseIfDead();
        return taken;
    }

    @Override
    public void delete(Message message) {
        process.write("sqs:DeleteMessage " + message.id(), () -> {
            stage.queue().delete(message.receipt());
            return true;
        });
    }

    /** Here a message that can't be read stays; nothing writes one. */
    @Override
    public Optional<Inbox> deadLetters() {
        return Optional.empty();
    }

    @Override
    public void send(String body, Duration delay) {
        process.write("sqs:SendMessage in " + delay + " " + body, () -> {
            stage.queue().send(body, delay);
            return true;
        });
    }
}

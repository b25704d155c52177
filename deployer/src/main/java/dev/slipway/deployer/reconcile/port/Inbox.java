package dev.slipway.deployer.reconcile.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The work queue. Every method throws {@link PortFailure}. */
public interface Inbox {

    /** ReceiveMessage: at most {@code max} (1 to 10) messages, waiting up to {@code wait} (at most 20 s) for the first. */
    List<Message> receive(int max, Duration wait);

    /** DeleteMessage. */
    void delete(Message message);

    /** SendMessage with this body, visible after {@code delay} (at most 900 s). */
    void send(String body, Duration delay);

    /** GetQueueAttributes: the queue that takes what nobody could read; empty if there is none. */
    Optional<Inbox> deadLetters();

    /**
     * One message.
     *
     * @param receipt what DeleteMessage wants
     */
    record Message(String id, String receipt, String body, int receiveCount) {}
}

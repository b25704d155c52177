package dev.slipway.sandbox.sqs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The events that did not reach their queues, the newest first; the last hundred. Thread-safe. */
public final class Undelivered {
    private static final int KEPT = 100;

    private final Deque<Event> events = new ArrayDeque<>();

    /**
     * An event that did not reach its queue.
     *
     * @param time       when it happened, as the event says; empty if the target takes a part of it without the time
     * @param event      what it was: source and detail-type, or the part that the target takes
     * @param why        in a sentence
     * @param deadLetter the queue that has it instead; empty if it is lost
     */
    public record Event(String time, String event, String ruleArn, String queueArn, String why, String deadLetter) {}

    synchronized void add(Event event) {
        events.addFirst(event);
        if (events.size() > KEPT) {
            events.removeLast();
        }
    }

    /** The newest first. */
    public synchronized List<Event> newestFirst() {
        return List.copyOf(events);
    }
}

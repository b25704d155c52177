package dev.slipway.sandbox;

/** Tasks can't be run on this machine as asked; the message says why, and what to enable. */
public final class TasksImpossible extends Exception {
    private static final long serialVersionUID = 1L;

    private TasksImpossible(String message) {
        super(message);
    }

    static TasksImpossible because(String text) {
        return new TasksImpossible(text);
    }
}

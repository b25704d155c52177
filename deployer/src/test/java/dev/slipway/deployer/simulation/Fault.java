package dev.slipway.deployer.simulation;

/** What goes wrong by chance. Each is drawn where it may happen, and numbered when it does. */
enum Fault {
    /** The process dies before the call is sent. */
    CRASH_BEFORE_CALL(Where.CALL),
    /** The process dies after the call has taken place. */
    CRASH_AFTER_CALL(Where.CALL),
    /** AWS asks to slow down. */
    THROTTLED(Where.CALL),
    /** The call never reaches AWS; the caller can't tell. */
    REQUEST_LOST(Where.CALL),
    /** The call takes place, but its answer is lost. */
    ANSWER_LOST(Where.CALL),
    /** The caller hears of no answer; the call takes place a little later. */
    EFFECT_LATE(Where.EFFECT),
    /** The process stands still for up to two minutes before the call. */
    STALL(Where.CALL),
    /** An event is never delivered. */
    EVENT_LOST(Where.EVENT),
    /** An event comes up to ten minutes late, so also out of order. */
    EVENT_LATE(Where.EVENT),
    /** An event is delivered twice. */
    EVENT_DOUBLED(Where.EVENT),
    /** A message in hand is also given to someone else, as a standard queue may. */
    MESSAGE_DOUBLED(Where.MESSAGE),
    /** A smoke run could not measure. */
    GATE_INCONCLUSIVE(Where.GATE),
    /** A running task ends by itself. */
    TASK_LOST(Where.TASK),
    /** One answer about a deployment leaves out its hooks. */
    HOOK_UNSEEN(Where.HOOK),
    /** The caller of UpdateService hears of no answer; the deployment begins up to twenty minutes later. */
    STARTS_LATE(Where.START),
    /** The work queue does not exist for up to twelve minutes; what is in it stays. */
    QUEUE_AWAY(Where.OUTAGE),
    /** The table does not exist for up to twelve minutes; what is in it stays. */
    TABLE_AWAY(Where.OUTAGE),
    /** No call is allowed for up to twelve minutes. */
    CREDENTIALS_EXPIRED(Where.OUTAGE);

    /** What may be struck. */
    enum Where {
        CALL,
        EFFECT,
        EVENT,
        MESSAGE,
        GATE,
        TASK,
        HOOK,
        START,
        OUTAGE
    }

    private final Where where;

    Fault(Where where) {
        this.where = where;
    }

    Where where() {
        return where;
    }
}

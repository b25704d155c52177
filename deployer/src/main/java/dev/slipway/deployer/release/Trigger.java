package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ReleaseId;
import java.time.Instant;
import java.util.Optional;

/** Why a release exists. */
public sealed interface Trigger {

    /**
     * An image was pushed, or a tag moved to it.
     *
     * @param at when the tag came to name the digest
     */
    record Push(String tag, Instant at) implements Trigger {}

    /**
     * An operator went back, or Slipway itself because what is live should have been stopped.
     *
     * @param target the release whose content is deployed again
     * @param leaves the release that was live; empty if none was
     * @param full   whether all of the target's tests run, not only the critical ones
     * @param by     who asked, an ARN
     * @param cause  why the release that it leaves should have gone back; empty if an operator just asked
     */
    record ManualRollback(
            ReleaseId target, Optional<ReleaseId> leaves, boolean full, String by, Optional<EndClass> cause)
            implements Trigger {

        /** Whether what it leaves is bad: a timeout or a newer image says nothing about the one before. */
        boolean leavesBad() {
            return cause.map(EndClass::provesBad).orElse(true);
        }
    }

    /** A release that could not be judged is tried again. */
    record Retry(ReleaseId of) implements Trigger {}

    /**
     * A deployment that Slipway met and that belongs to no release under way.
     *
     * @param deploymentArn what was met; the service revision's ARN if the deployment was over by then
     * @param late          the release of ours that had ended when it showed up; empty if someone else started it
     */
    record Foreign(String deploymentArn, Optional<ReleaseId> late) implements Trigger {}

    /** What was running when Slipway first saw the service. */
    record Adopted() implements Trigger {}

    /** Whether hold, queue and quarantine stand aside for it. */
    default boolean isOperators() {
        return this instanceof ManualRollback;
    }
}

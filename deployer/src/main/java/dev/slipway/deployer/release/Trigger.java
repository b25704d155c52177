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
     * @param emergency that no gate is asked; empty if they are
     */
    record ManualRollback(
            ReleaseId target,
            Optional<ReleaseId> leaves,
            boolean full,
            String by,
            Optional<EndClass> cause,
            Optional<Emergency> emergency)
            implements Trigger {

        /** One whose gates are asked. */
        public ManualRollback(
                ReleaseId target, Optional<ReleaseId> leaves, boolean full, String by, Optional<EndClass> cause) {
            this(target, leaves, full, by, cause, Optional.empty());
        }

        /** Whether what it leaves is bad: a timeout or a newer image says nothing about the one before. */
        boolean leavesBad() {
            return cause.map(EndClass::provesBad).orElse(true);
        }
    }

    /**
     * An administrator's word that going back can't wait for tests.
     *
     * @param over the deployment that it may be started over, though that is in flight; empty if over none
     */
    record Emergency(Optional<String> over) {}

    /**
     * An administrator asked for an image, whatever events say of it.
     *
     * @param wanted the tag or digest as written
     * @param by     who asked, an ARN
     */
    record ManualDeploy(String wanted, String by) implements Trigger {}

    /**
     * The template of the task definition changed, and a change is to be released.
     *
     * @param template the hash of its text
     */
    record TemplateChange(String template) implements Trigger {}

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
        return this instanceof ManualRollback || this instanceof ManualDeploy;
    }

    /** Whether it goes back to what was good before. */
    default boolean isRollback() {
        return this instanceof ManualRollback;
    }

    /** The emergency that it answers to; empty if it is none. */
    default Optional<Emergency> emergency() {
        return Optional.empty();
    }
}

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
     * An operator went back.
     *
     * @param target the release whose content is deployed again
     * @param leaves the release that was live; empty if none was
     * @param full   whether all of the target's tests run, not only the critical ones
     * @param by     who asked, an ARN
     */
    record ManualRollback(ReleaseId target, Optional<ReleaseId> leaves, boolean full, String by) implements Trigger {}

    /** A release that could not be judged is tried again. */
    record Retry(ReleaseId of) implements Trigger {}

    /** Someone else's deployment that Slipway met. */
    record Foreign(String deploymentArn) implements Trigger {}

    /** What was running when Slipway first saw the service. */
    record Adopted() implements Trigger {}

    /** Whether hold, queue and quarantine stand aside for it. */
    default boolean isOperators() {
        return this instanceof ManualRollback;
    }
}

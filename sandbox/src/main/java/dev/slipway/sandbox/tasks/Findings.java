package dev.slipway.sandbox.tasks;

/**
 * What this machine can run tasks with.
 *
 * @param docker    what asking the Docker engine for its version gave
 * @param chroot    what making a user namespace gave
 * @param hindrance why the latter failed; {@code NONE} if it did not
 */
public record Findings(Finding docker, Finding chroot, Hindrance hindrance) {

    /**
     * The outcome of one try.
     *
     * @param said what the program said last; in case of failure, why
     */
    public record Finding(boolean works, String said) {}

    /** What keeps programs from making user namespaces. */
    public enum Hindrance {
        NONE,
        /** Another operating system. */
        NOT_LINUX,
        /** util-linux's program is not installed, or is another one of that name. */
        NO_UNSHARE,
        /** {@code kernel.apparmor_restrict_unprivileged_userns} is 1, as in Ubuntu since 23.10 and by default since 24.04. */
        APPARMOR,
        /** {@code kernel.unprivileged_userns_clone} is 0, a setting of Debian's kernels. */
        DEBIAN,
        /** {@code user.max_user_namespaces} is 0. */
        NONE_ALLOWED,
        /** None of these: most likely a container whose engine forbids it. */
        UNKNOWN
    }
}

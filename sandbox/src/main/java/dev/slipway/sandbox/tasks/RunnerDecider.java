package dev.slipway.sandbox.tasks;

/** Decides how tasks are run. Pure. */
public final class RunnerDecider {
    private RunnerDecider() {}

    /** What is to be done. */
    public sealed interface Decision {}

    /** Run them so; never {@code AUTO}. */
    public record Run(RunTasks way) implements Decision {}

    /**
     * They can't be run as asked.
     *
     * @param text what, where, what next, what to do; several lines
     */
    public record Impossible(String text) implements Decision {}

    public static Decision decide(RunTasks wanted, Findings found) {
        return switch (wanted) {
            case SIMULATED -> new Run(RunTasks.SIMULATED);
            case DOCKER ->
                found.docker().works()
                        ? new Run(RunTasks.DOCKER)
                        : new Impossible("tasks can't be run by Docker: no engine answers\n" + docker(found) + NEXT
                                + "  to fix: " + START_DOCKER);
            case CHROOT ->
                found.chroot().works()
                        ? new Run(RunTasks.CHROOT)
                        : new Impossible("tasks can't be run in a chroot: this machine lets no user namespace be made\n"
                                + chroot(found) + NEXT + "  to fix: " + allowChroot(found.hindrance()));
            case AUTO -> auto(found);
        };
    }

    private static Decision auto(Findings found) {
        if (found.docker().works()) {
            return new Run(RunTasks.DOCKER);
        }
        if (found.chroot().works()) {
            return new Run(RunTasks.CHROOT);
        }
        return new Impossible(
                "tasks can't be run here: no Docker engine answers, and this machine lets no user namespace be made\n"
                        + docker(found) + chroot(found) + NEXT + "  to fix: enable one of the two\n" + "   docker: "
                        + START_DOCKER + "   chroot: " + allowChroot(found.hindrance()));
    }

    private static final String NEXT = "  next:   nothing was started\n";

    private static final String START_DOCKER =
            "start Docker's engine, so that 'docker version' shows a 'Server' to you without sudo\n";

    private static String docker(Findings found) {
        return "  docker: " + found.docker().said() + "\n";
    }

    private static String chroot(Findings found) {
        return "  chroot: " + found.chroot().said() + "\n";
    }

    private static String allowChroot(Findings.Hindrance hindrance) {
        return switch (hindrance) {
            case NONE -> "nothing; it works\n";
            case NOT_LINUX -> "only Linux has it; use Docker\n";
            case NO_UNSHARE -> "install the package 'util-linux', which has 'unshare' and 'setsid'\n";
            case APPARMOR ->
                "AppArmor forbids it, as in Ubuntu since 24.04; allow it until the next start of the machine:\n"
                        + setting("kernel.apparmor_restrict_unprivileged_userns=0");
            case DEBIAN -> KERNEL + setting("kernel.unprivileged_userns_clone=1");
            case NONE_ALLOWED -> KERNEL + setting("user.max_user_namespaces=10000");
            case UNKNOWN ->
                "if this is a container, start it with '--security-opt seccomp=unconfined"
                        + " --security-opt apparmor=unconfined --cap-add SYS_ADMIN'\n";
        };
    }

    private static final String KERNEL =
            "a setting of the kernel forbids it; allow it until the next start of the machine:\n";

    private static String setting(String assignment) {
        return "           sudo sysctl -w " + assignment + "\n";
    }
}

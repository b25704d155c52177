package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.tasks.Findings.Finding;
import dev.slipway.sandbox.tasks.Findings.Hindrance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** This machine, asked what it can run tasks with. */
public final class Machine {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Nothing but this machine itself is asked, and that may be busy. */
    private static final Duration TRIAL = Duration.ofMinutes(1);

    private final String operatingSystem;
    private final Path settings;

    /**
     * A machine.
     *
     * @param operatingSystem as the system property {@code os.name} says
     * @param settings        where the kernel shows its settings: {@code /proc/sys}
     */
    public Machine(String operatingSystem, Path settings) {
        this.operatingSystem = operatingSystem;
        this.settings = settings;
    }

    /** Tries both ways; takes a fraction of a second. */
    public Findings findings() {
        Finding docker = docker();
        Finding chroot = chroot();
        return new Findings(docker, chroot, chroot.works() ? Hindrance.NONE : hindrance());
    }

    private static Finding docker() {
        var asked = Program.run(ANSWER, List.of("docker", "version", "--format", "{{.Server.Version}}"));
        return new Finding(asked.ok(), asked.lastLine());
    }

    private Finding chroot() {
        if (!operatingSystem.equals("Linux")) {
            return new Finding(false, operatingSystem + " has no user namespaces");
        }
        // All that a task needs: the namespaces, a mount in them, another root directory, a session of its own.
        var tried = Program.run(
                TRIAL,
                List.of(
                        "setsid",
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        "mount -t tmpfs tmpfs /tmp && exec unshare --root=/ --wd=/ true"));
        return new Finding(tried.ok(), tried.lastLine());
    }

    private Hindrance hindrance() {
        if (!operatingSystem.equals("Linux")) {
            return Hindrance.NOT_LINUX;
        }
        if (!Program.run(ANSWER, List.of("sh", "-c", "command -v setsid && unshare --help | grep -e --map-root-user"))
                .ok()) {
            return Hindrance.NO_UNSHARE;
        }
        if (is("kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return Hindrance.APPARMOR;
        }
        if (is("kernel/unprivileged_userns_clone", "0")) {
            return Hindrance.DEBIAN;
        }
        return is("user/max_user_namespaces", "0") ? Hindrance.NONE_ALLOWED : Hindrance.UNKNOWN;
    }

    private boolean is(String setting, String value) {
        try {
            return Files.readString(settings.resolve(setting)).strip().equals(value);
        } catch (IOException e) {
            return false;
        }
    }
}

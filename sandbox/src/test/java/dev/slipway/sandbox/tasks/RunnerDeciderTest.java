package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.tasks.Findings.Finding;
import dev.slipway.sandbox.tasks.Findings.Hindrance;
import dev.slipway.sandbox.tasks.RunnerDecider.Impossible;
import dev.slipway.sandbox.tasks.RunnerDecider.Run;
import dev.slipway.testkit.Golden;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunnerDeciderTest {
    private static final Finding ENGINE = new Finding(true, "28.2.2");
    private static final Finding NO_ENGINE = new Finding(
            false, "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?");
    private static final Finding NAMESPACES = new Finding(true, "");
    private static final Finding NO_NAMESPACES =
            new Finding(false, "unshare: write failed /proc/self/uid_map: Operation not permitted");

    @Test
    void takesAnEngineIfOneAnswers() {
        var found = new Findings(ENGINE, NAMESPACES, Hindrance.NONE);

        assertThat(RunnerDecider.decide(RunTasks.AUTO, found)).isEqualTo(new Run(RunTasks.DOCKER));
    }

    @Test
    void doesWithoutAnEngineWhereUserNamespacesCanBeMade() {
        var found = new Findings(NO_ENGINE, NAMESPACES, Hindrance.NONE);

        assertThat(RunnerDecider.decide(RunTasks.AUTO, found)).isEqualTo(new Run(RunTasks.CHROOT));
    }

    @ParameterizedTest
    @EnumSource(value = RunTasks.class, mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void doesWhatIsAskedForIfItCan(RunTasks wanted) {
        var found = new Findings(ENGINE, NAMESPACES, Hindrance.NONE);

        assertThat(RunnerDecider.decide(wanted, found)).isEqualTo(new Run(wanted));
    }

    @ParameterizedTest
    @EnumSource(value = Hindrance.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void saysWhichOfTheTwoToEnableAndHow(Hindrance hindrance) {
        var found = new Findings(NO_ENGINE, NO_NAMESPACES, hindrance);

        Golden.matches(
                "tasks/cannot-run-" + hindrance.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt",
                ((Impossible) RunnerDecider.decide(RunTasks.AUTO, found)).text());
    }

    @ParameterizedTest
    @EnumSource(
            value = RunTasks.class,
            names = {"DOCKER", "CHROOT"})
    void saysWhatTheOneThatWasAskedForNeeds(RunTasks wanted) {
        var found = new Findings(NO_ENGINE, NO_NAMESPACES, Hindrance.APPARMOR);

        Golden.matches(
                "tasks/cannot-run-by-" + wanted.name().toLowerCase(Locale.ROOT) + ".txt",
                ((Impossible) RunnerDecider.decide(wanted, found)).text());
    }

    @Test
    void findsNoUserNamespacesOnAnotherSystem() {
        var found = new Machine("Mac OS X", Path.of("/proc/sys")).findings();

        assertThat(found.chroot()).isEqualTo(new Finding(false, "Mac OS X has no user namespaces"));
        assertThat(found.hindrance()).isEqualTo(Hindrance.NOT_LINUX);
    }
}

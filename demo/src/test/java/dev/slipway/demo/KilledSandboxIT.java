package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of a sandbox that runs tasks without an engine; {@link DockerPushIT} has the other way. */
class KilledSandboxIT {
    private Rehearsal rehearsal;
    private List<ProcessHandle> tasks = List.of();

    @BeforeEach
    void aServiceWithTwoTasks() throws IOException {
        rehearsal = Rehearsal.open("killed-sandbox", "2s", "chroot");
        Infrastructure todo = rehearsal.service("todo");
        rehearsal.live(todo);
    }

    @AfterEach
    void close() throws IOException {
        tasks.forEach(ProcessHandle::destroyForcibly);
        rehearsal.close();
    }

    @Test
    void leavesNoProcessOfATask() {
        tasks = rehearsal.sandbox().process().descendants().toList();
        long apps = tasks.stream().filter(KilledSandboxIT::isApp).count();

        rehearsal.theatre().programs().kill(rehearsal.sandbox());

        assertThat(apps).isEqualTo(2);
        Eventually.holds(
                Duration.ofSeconds(20),
                () -> assertThat(tasks).filteredOn(ProcessHandle::isAlive).isEmpty());
    }

    private static boolean isApp(ProcessHandle process) {
        return process.info()
                .command()
                .filter(program -> program.endsWith("/opt/java/bin/java"))
                .isPresent();
    }
}

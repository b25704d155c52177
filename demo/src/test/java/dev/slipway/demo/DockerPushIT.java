package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified {@code docker} as the one who pushes, and containers as tasks. Skipped, and says so, without an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DockerPushIT {
    private Rehearsal rehearsal;
    private Infrastructure todo;
    private Rollouts rollouts;
    private String base = "";
    private String pushed = "";

    @BeforeAll
    void aServiceInContainers() throws IOException {
        String absence = Engine.absence();
        assumeTrue(absence.isEmpty(), "SKIPPED: no Docker engine answers: " + absence);
        rehearsal = Rehearsal.open("docker-push", "6s", "docker");
        todo = rehearsal.service("todo");
        rehearsal.live(todo);
        rollouts = rehearsal.theatre().rollouts(todo.site());
        rehearsal.next(rollouts);
        rehearsal.openDeployer(todo);
    }

    @AfterAll
    void close() throws IOException {
        if (rehearsal == null) {
            return;
        }
        Engine.docker(Path.of("."), "image", "rm", "--force", base, pushed);
        rehearsal.close();
    }

    /** Nothing can be pulled here, so the layer to build on is one that was loaded from a file. */
    @Test
    @Order(1)
    void anImageBuiltByHandAndPushedByDockerGoesLive(@TempDir Path context) throws IOException {
        base = "slipway-base:" + todo.site().productionPort();
        pushed = todo.repositoryUri() + ":v9";
        Path tar = context.resolve("base.tar");
        Rehearsal.image().writeTar(AppVersion.good("base"), base, tar);
        Engine.docker(context, "load", "--input", tar.toString());
        Files.delete(tar);
        Files.writeString(context.resolve("Dockerfile"), "FROM " + base + "\nENV APP_VERSION=by-hand\n");

        Engine.Ran built = Engine.docker(context, "build", "--tag", pushed, ".");
        Engine.Ran push = Engine.docker(context, "push", pushed);
        Rollout rollout = rehearsal.over(rollouts);
        List<Recorded> records = rehearsal.records(todo, 2);

        assertThat(built).extracting(Engine.Ran::status).as(built.printed()).isEqualTo(0);
        assertThat(push).extracting(Engine.Ran::status).as(push.printed()).isEqualTo(0);
        assertThat(push.printed()).contains("v9: digest: " + rollout.digest() + " size: ");
        assertThat(rollout.status()).isEqualTo("SUCCESSFUL");
        assertThat(records)
                .extracting(Recorded::trigger, Recorded::tag, Recorded::state)
                .containsExactly(tuple("push", "v9", "Live"), tuple("adopted", "v1", "Live"));
    }

    @Test
    @Order(2)
    void aKilledSandboxLeavesNoContainerAndNoImageThatItPulled() throws IOException {
        String endpoint = rehearsal.theatre().names().endpoint();
        List<String> before = Engine.containersOf(endpoint);

        rehearsal.theatre().programs().kill(rehearsal.sandbox());

        assertThat(before).hasSizeGreaterThanOrEqualTo(2);
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(Engine.containersOf(endpoint)).isEmpty());
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> assertThat(Engine.imagesOf(endpoint)).isEmpty());
    }
}

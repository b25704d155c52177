package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.image.JavaBase;
import dev.slipway.demo.stage.Account;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.Builder;
import dev.slipway.demo.stage.FirstDeployment;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.demo.stage.Site;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The sandbox in a container, as another project's tests would use it. Skipped, and says so, without an engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxImageIT {
    private static final String BASE = "slipway-java:rehearsal";
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Nothing can be pulled here, so the base is one that was loaded from a file. */
    @BeforeAll
    void buildIt(@TempDir Path directory) throws Exception {
        String absence = Engine.absence();
        assumeTrue(absence.isEmpty(), "SKIPPED: no Docker engine answers: " + absence);
        Wiring wiring = Rehearsal.wiring();
        Path tar = directory.resolve("base.tar");
        JavaBase.writeTar(wiring.javaHome(), wiring.home().resolve(".slipway/images"), BASE, tar);
        Engine.docker(directory, "load", "--input", tar.toString());
        Engine.Ran built = Engine.docker(
                wiring.home().resolve("sandbox"),
                "build",
                "--build-arg",
                "BASE=" + BASE,
                "--tag",
                "slipway-sandbox:rehearsal",
                ".");
        assertThat(built.status()).as(built.printed()).isZero();
    }

    @AfterAll
    void removeIt() throws IOException {
        if (Engine.absence().isEmpty()) {
            Engine.docker(Path.of("."), "image", "rm", "--force", "slipway-sandbox:rehearsal", BASE);
        }
    }

    @Test
    void anotherProjectPushesAndDeploysToIt() {
        GenericContainer<?> sandbox = new GenericContainer<>("slipway-sandbox:rehearsal")
                .withExposedPorts(4566)
                .withCommand("--tasks", "simulated", "--minute", "2s")
                .waitingFor(Wait.forHttp("/_sandbox/health"));
        sandbox.start();
        var endpoint = URI.create("http://" + sandbox.getHost() + ":" + sandbox.getMappedPort(4566));

        EcsClient ecs = EcsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("me", "any")))
                .build();

        try (sandbox;
                ecs;
                var aws = new AwsClients(new Names("eu-west-1", endpoint.toString()))) {
            var builder = new Builder(aws, new Names("eu-west-1", endpoint.toString()));
            Account account = builder.account("nowhere");
            Infrastructure todo = builder.service(account, new Site("todo", 8080, 8081));
            Rehearsal.image().push(AppVersion.good("v1"), todo.repositoryUri() + ":v1");
            FirstDeployment.start(ecs, todo, "v1");
            Rollout over = Eventually.get(LONG, () -> over(new Rollouts(ecs, todo.site())));

            assertThat(account.queueUrl()).startsWith(endpoint + "/123456789012/");
            assertThat(todo.repositoryUri()).isEqualTo(endpoint.getAuthority() + "/todo");
            assertThat(over.status()).isEqualTo("SUCCESSFUL");
        }
    }

    @Test
    void theDocumentationShowsHow() throws IOException {
        Path home = Rehearsal.wiring().home();
        String page = Files.readString(home.resolve("docs/sandbox.md"));
        String shown = page.substring(page.indexOf("```java\n") + "```java\n".length());
        String here = Files.readString(home.resolve("demo/src/test/java/dev/slipway/demo/SandboxImageIT.java"));

        assertThat(here.replace(":rehearsal", "").replaceAll("(?m)^ {8}", ""))
                .contains(shown.substring(0, shown.indexOf("```")));
    }

    private static Rollout over(Rollouts rollouts) {
        Rollout rollout = rollouts.look(rollouts.next().orElseThrow());
        assertThat(rollout.isOver()).isTrue();
        return rollout;
    }
}

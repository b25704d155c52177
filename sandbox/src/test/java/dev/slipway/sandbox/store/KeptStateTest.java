package dev.slipway.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.sandbox.Sandbox;
import dev.slipway.sandbox.Settings;
import dev.slipway.sandbox.Wiring;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.tasks.RunTasks;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** What a sandbox with {@code --data} keeps from one process to the next. */
class KeptStateTest {
    private static final Pattern READY = Pattern.compile("ready after .* at (http://\\S+)");

    @TempDir
    Path directory;

    private @Nullable Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Sandbox start() throws Exception {
        return Wiring.start(
                Settings.DEFAULT.withPort(0).withTasks(RunTasks.SIMULATED).withData(data()));
    }

    @Test
    void keepsWhatWasWrittenInEveryService() throws Exception {
        List<String> before;
        try (var first = new KeptClients(start())) {
            first.writeInEveryService();
            before = first.readFromEveryService();
        }

        List<String> after;
        try (var second = new KeptClients(start())) {
            after = second.readFromEveryService();
        }

        assertThat(after).isEqualTo(before).hasSizeGreaterThan(10);
    }

    @Test
    void goesOnWithADeploymentThatWaitsAtAHook() throws Exception {
        ServiceDeployment waiting;
        try (var first = new KeptClients(start())) {
            waiting = first.deploymentAtItsHook();
        }

        try (var second = new KeptClients(start())) {
            var hook = waiting.lifecycleHookDetails().getFirst();
            ServiceDeployment still = second.deployment(waiting.serviceDeploymentArn());
            assertThat(still.lifecycleHookDetails()).isEqualTo(waiting.lifecycleHookDetails());
            second.ecs.continueServiceDeployment(go -> go.serviceDeploymentArn(waiting.serviceDeploymentArn())
                    .hookId(hook.hookId())
                    .action("CONTINUE"));
            Eventually.holds(
                    Duration.ofSeconds(30),
                    () -> assertThat(second.deployment(waiting.serviceDeploymentArn())
                                    .statusAsString())
                            .isEqualTo("SUCCESSFUL"));
        }
    }

    @Test
    void startsOtherTasksForThoseThatEndedWithTheProcess() throws Exception {
        String before;
        try (var first = new KeptClients(start())) {
            first.deploymentAtItsHook();
            before = first.runningTask();
        }

        try (var second = new KeptClients(start())) {
            Eventually.holds(
                    Duration.ofSeconds(30),
                    () -> assertThat(second.runningTask()).isNotEmpty().isNotEqualTo(before));
            var stopped = second.ecs
                    .describeTasks(describe -> describe.cluster("main").tasks(before))
                    .tasks()
                    .getFirst();
            assertThat(stopped.stoppedReason())
                    .isEqualTo("ECS is performing maintenance on the underlying infrastructure hosting the task.");
        }
    }

    @Test
    void goesOnWithAHalfFinishedUploadAndKeepsWhatBecameOfIt() throws Exception {
        byte[] layer = "a layer in two pieces".getBytes(StandardCharsets.UTF_8);
        String digest = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(layer));
        String upload;
        try (var first = new KeptClients(start())) {
            first.ecr.createRepository(create -> create.repositoryName("todo"));
            upload = path(send(first, "POST", "/v2/todo/blobs/uploads/", new byte[0]));
            send(first, "PATCH", upload, Arrays.copyOf(layer, 8));
        }

        try (var second = new KeptClients(start())) {
            assertThat(send(second, "GET", upload, new byte[0]).headers().firstValue("range"))
                    .contains("0-7");
            var done = send(second, "PUT", upload + "?digest=" + digest, Arrays.copyOfRange(layer, 8, layer.length));
            assertThat(done.statusCode()).isEqualTo(201);
        }

        try (var third = new KeptClients(start())) {
            assertThat(send(third, "GET", "/v2/todo/blobs/" + digest, new byte[0])
                            .body())
                    .isEqualTo("a layer in two pieces");
        }
    }

    @Test
    void survivesAKilledProcess() throws Exception {
        Process killed = SandboxProcess.start(data(), directory);
        process = killed;
        String endpoint = endpoint();
        try (var first = new KeptClients(URI.create(endpoint))) {
            first.ssm.putParameter(put -> put.name("/a").value("1").type("String"));
            String queue =
                    first.sqs.createQueue(create -> create.queueName("q")).queueUrl();
            first.sqs.sendMessage(send -> send.queueUrl(queue).messageBody("not lost"));
            first.s3.createBucket(create -> create.bucket("configuration"));
            first.s3.putObject(put -> put.bucket("configuration").key("a/b"), RequestBody.fromString("text"));
            killed.destroyForcibly().waitFor();
        }

        // In a process of its own as well: ElasticMQ's database is one for a whole process.
        process = SandboxProcess.start(data(), directory);
        try (var second = new KeptClients(URI.create(endpoint()))) {
            assertThat(second.ssm
                            .getParameter(get -> get.name("/a"))
                            .parameter()
                            .value())
                    .isEqualTo("1");
            String queue = second.sqs.getQueueUrl(get -> get.queueName("q")).queueUrl();
            assertThat(second.sqs
                            .receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(5))
                            .messages())
                    .extracting(message -> message.body())
                    .containsExactly("not lost");
            assertThat(second.s3
                            .getObjectAsBytes(get -> get.bucket("configuration").key("a/b"))
                            .asUtf8String())
                    .isEqualTo("text");
        }
    }

    @Test
    void leavesOutALineThatWasOnlyHalfWritten() throws Exception {
        try (var first = new KeptClients(start())) {
            first.ssm.putParameter(put -> put.name("/a").value("1").type("String"));
        }
        Files.writeString(data().resolve("calls.jsonl"), "{\"at\":\"2026-11-2", StandardOpenOption.APPEND);

        try (var second = new KeptClients(start())) {
            second.ssm.putParameter(put -> put.name("/b").value("2").type("String"));
        }

        try (var third = new KeptClients(start())) {
            assertThat(third.ssm.getParameter(get -> get.name("/b")).parameter().value())
                    .isEqualTo("2");
        }
    }

    @Test
    void saysWhereTheChronicleIsDamaged() throws Exception {
        try (var first = new KeptClients(start())) {
            first.ssm.putParameter(put -> put.name("/a").value("1").type("String"));
        }
        Path calls = data().resolve("calls.jsonl");
        Files.writeString(calls, Files.readString(calls).replace("ssm:PutParameter", "ssm:PutParametre"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("line 2 of '" + calls + "' can't be read");
    }

    @Test
    void findsThatAWorldWouldNotBeTheOneItWas() throws Exception {
        try (var first = new KeptClients(start())) {
            first.ssm.putParameter(put -> put.name("/a").value("1").type("String"));
            first.ssm.putParameter(put -> put.name("/a").value("2").overwrite(true));
        }
        Path calls = data().resolve("calls.jsonl");
        List<String> lines = Files.readAllLines(calls);
        Files.write(calls, List.of(lines.get(0), lines.get(2)));

        assertThatThrownBy(this::start)
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("answers the call 'ssm:PutParameter' in line 2");
    }

    @Test
    void refusesADirectoryThatAnotherSandboxUses() throws Exception {
        try (Sandbox first = start()) {
            assertThat(first.endpoint()).isNotNull();

            assertThatThrownBy(this::start)
                    .isInstanceOf(StateUnusable.class)
                    .hasMessage("another sandbox (process "
                            + ProcessHandle.current().pid()
                            + ") uses the data directory '" + data() + "'; nothing was started\n"
                            + "  to fix: end that one, or choose another directory");
        }
    }

    @Test
    void refusesWhatANewerSandboxWrote() throws Exception {
        start().close();
        Path about = data().resolve("sandbox.json");
        Files.writeString(about, Files.readString(about).replace("\"format\" : 1", "\"format\" : 2"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining(
                        "was written by a newer sandbox (development, format 2; this one knows format 1)");
    }

    @Test
    void refusesAnotherLengthOfMinutes() throws Exception {
        start().close();
        var other = Settings.DEFAULT
                .withPort(0)
                .withTasks(RunTasks.SIMULATED)
                .withData(data())
                .withPace(new Pace(Duration.ofSeconds(2)));

        assertThatThrownBy(() -> Wiring.start(other))
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("was begun with --minute '60s', not '2s'");
    }

    @Test
    void refusesADirectoryOfOtherThings() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("thesis.txt"), "years of work");

        assertThatThrownBy(this::start)
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("holds other things than a sandbox's data");
    }

    @Test
    void saysThatADirectoryCantBeWrittenTo() throws Exception {
        Path file = Files.writeString(directory.resolve("data"), "no directory");

        assertThatThrownBy(this::start)
                .isInstanceOf(StateUnusable.class)
                .hasMessage("the data directory '" + file + "' can't be written to: FileAlreadyExistsException: " + file
                        + "; nothing was started\n  to fix: choose a directory of yours, or make room");
    }

    private String endpoint() {
        return Eventually.get(Duration.ofSeconds(60), () -> {
            String out = Files.readString(directory.resolve("out"));
            Matcher ready = READY.matcher(out);
            assertThat(ready.find()).isTrue();
            return ready.group(1);
        });
    }

    private static String path(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("location").orElseThrow()).getPath();
    }

    private static HttpResponse<String> send(KeptClients to, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(to.endpoint.resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}

package dev.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SandboxCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsWhereItAnswersAndHowToTryIt() {
        int code = execute("--port", "0", "--tasks", "simulated", "--minute", "2s");

        assertThat(code).isZero();
        assertThat(out.toString())
                .matches("(?s)slipway sandbox: ready after \\d+\\.\\d s at http://127\\.0\\.0\\.1:\\d+\n.*")
                .contains("one of ECS's minutes lasts 2s")
                .containsPattern("aws --endpoint-url http://127\\.0\\.0\\.1:\\d+ ecs list-clusters");
    }

    @Test
    void saysThatItsPortIsTakenAndWhatToDo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = execute("--port", Integer.toString(taken.getLocalPort()), "--tasks", "simulated");

            assertThat(code).isEqualTo(2);
            assertThat(err)
                    .hasToString(
                            "slipway sandbox: port " + taken.getLocalPort() + " of 127.0.0.1 is in use; nothing was"
                                    + " started\n  to fix: stop what listens there ('ss -ltnp' shows it), or choose another port:"
                                    + " '--port 0' takes any free one\n");
        }
    }

    @Test
    void refusesAMinuteWithoutAUnit() {
        int code = execute("--minute", "10");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'10' is no duration; write it as '500ms', '2s' or '1m'");
    }

    @Test
    void refusesAQuestionAboutAwsThatNobodyAsked() {
        int code = execute("--variant", "hookRolback=FAILED");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("'hookRolback=FAILED' is no choice").contains("hookRollback");
    }

    @Test
    void takesAnAnswerToAQuestionAboutAws() {
        var chosen = new VariantOption().convert("rulePropagation=3s,listsFinishedHooks=true");

        assertThat(chosen.rulePropagation()).isEqualTo(Duration.ofSeconds(3));
        assertThat(chosen.listsFinishedHooks()).isTrue();
    }

    @Test
    void letsTheListOfDeploymentsLagBehindAsLongAsItIsTold() {
        var listed = new ArrayList<String>();
        Consumer<Sandbox> user = sandbox -> {
            try (sandbox;
                    var http = HttpClient.newHttpClient()) {
                ecs(http, sandbox, "CreateCluster", "{'clusterName': 'main'}");
                ecs(
                        http,
                        sandbox,
                        "RegisterTaskDefinition",
                        "{'family': 'api', 'containerDefinitions': [{'name': 'app', 'image': 'v1'}]}");
                ecs(
                        http,
                        sandbox,
                        "CreateService",
                        "{'cluster': 'main', 'serviceName': 'api', 'taskDefinition': 'api:1', 'desiredCount': 1}");
                listed.add(ecs(http, sandbox, "ListServiceDeployments", "{'cluster': 'main', 'service': 'api'}"));
            }
        };

        execute(user, "--port", "0", "--tasks", "simulated", "--listing-lag", "60m");
        execute(user, "--port", "0", "--tasks", "simulated", "--listing-lag", "0s");

        assertThat(listed.getFirst()).isEqualTo("{\"serviceDeployments\":[]}");
        assertThat(listed.getLast()).contains(":service-deployment/main/api/");
    }

    private static String ecs(HttpClient http, Sandbox sandbox, String action, String body) {
        var request = HttpRequest.newBuilder(sandbox.endpoint())
                .header("X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + action)
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
    }

    private int execute(String... arguments) {
        return execute(Sandbox::close, arguments);
    }

    private int execute(Consumer<Sandbox> user, String... arguments) {
        return new CommandLine(new SandboxCommand(System::nanoTime, System.nanoTime(), user))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

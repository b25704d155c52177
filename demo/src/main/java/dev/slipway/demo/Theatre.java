package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.Patience;
import dev.slipway.demo.program.Programs;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.Account;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.Builder;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.FirstDeployment;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.demo.stage.Site;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sts.StsClient;

/** The means of the demo and of the tests: the sandbox, the deployer, and the AWS calls of a team, each ready for its part. */
final class Theatre {
    private static final Duration TO_START = Duration.ofMinutes(1);
    private static final String DEPLOYER = "dev.slipway.deployer.Main";

    private final Names names;
    private final Programs programs;
    private final Patience patience;
    private final AwsClients aws;
    private final ConfigurationTree configuration;
    private final int deployerPort;

    Theatre(
            Names names,
            Programs programs,
            Patience patience,
            AwsClients aws,
            ConfigurationTree configuration,
            int deployerPort) {
        this.names = names;
        this.programs = programs;
        this.patience = patience;
        this.aws = aws;
        this.configuration = configuration;
        this.deployerPort = deployerPort;
    }

    Names names() {
        return names;
    }

    AwsClients aws() {
        return aws;
    }

    ConfigurationTree configuration() {
        return configuration;
    }

    Rollouts rollouts(Site site) {
        return new Rollouts(aws.ecs(), site);
    }

    Patience patience() {
        return patience;
    }

    Programs programs() {
        return programs;
    }

    /** Starts the sandbox and waits until it answers. */
    RunningProgram openSandbox(String minute, String tasks) {
        int port = URI.create(names.endpoint()).getPort();
        RunningProgram sandbox = programs.start(
                "sandbox",
                "sandbox",
                "dev.slipway.sandbox.Main",
                List.of("--port", String.valueOf(port), "--minute", minute, "--tasks", tasks),
                Map.of());
        StsClient sts = aws.sts();
        patience.until("the sandbox answers on " + names.endpoint(), TO_START, () -> {
            sts.getCallerIdentity();
            return Optional.of(true);
        });
        return sandbox;
    }

    /** Makes what all services share. */
    Account openAccount() {
        return openAccount(configuration.root().toString());
    }

    /** Makes what all services share, and says that the deployer's configuration is at {@code place}. */
    Account openAccount(String place) {
        return new Builder(aws, names).account(place);
    }

    /** Makes what a service needs but its first image and itself, and writes the deployer's configuration of it. */
    Infrastructure furnish(Account account, Site site) {
        Infrastructure made = new Builder(aws, names).service(account, site);
        configuration.write(made);
        return made;
    }

    void createService(Infrastructure made, String tag) {
        FirstDeployment.start(aws.ecs(), made, tag);
    }

    String push(AppImage image, Infrastructure made, AppVersion version) {
        return image.push(version, made.repositoryUri() + ":" + version.name());
    }

    /** Starts the deployer and waits until it says that it is ready. */
    RunningProgram openDeployer(Account account) {
        return openDeployer(account, Map.of());
    }

    /** As {@link #openDeployer(Account)}, with some of its environment as {@code changed} has it. */
    RunningProgram openDeployer(Account account, Map<String, String> changed) {
        RunningProgram deployer = startDeployer(account, changed);
        patience.until("the deployer is ready", TO_START, ready("http://127.0.0.1:" + deployerPort + "/readyz"));
        return deployer;
    }

    /** As {@link #openDeployer(Account, Map)}, but waits for nothing. */
    RunningProgram startDeployer(Account account, Map<String, String> changed) {
        var environment = new HashMap<>(names.environment());
        environment.put("SLIPWAY_QUEUE_URL", account.queueUrl());
        environment.put("SLIPWAY_TABLE", Names.TABLE);
        environment.put("SLIPWAY_CONFIG", configuration.root().toString());
        environment.put("SLIPWAY_HTTP_PORT", String.valueOf(deployerPort));
        environment.putAll(changed);
        return programs.start("deployer", "deployer", DEPLOYER, List.of("run"), environment);
    }

    /** Writes the operator's instruction, as {@code aws ssm put-parameter} does. */
    void command(Site site, String instruction) {
        aws.ssm()
                .putParameter(request ->
                        request.name(site.commandParameter()).value(instruction).overwrite(true));
    }

    /** What one of the deployer's commands prints. */
    String ask(String... arguments) {
        return programs.run("deployer", DEPLOYER, List.of(arguments), names.environment());
    }

    /** How one of the deployer's commands ends. */
    Programs.Ended attempt(String... arguments) {
        return programs.attempt("deployer", DEPLOYER, List.of(arguments), names.environment());
    }

    /** The deployer's records of a service, newest first, as its command line tells them. */
    List<Recorded> history(Site site) {
        return Recorded.parse(ask("history", site.name(), "--output", "json"));
    }

    /**
     * The same records over HTTP, which costs no program's start.
     *
     * @throws IOException if no deployer answers, or it does not know the service yet
     */
    List<Recorded> records(Site site) throws IOException {
        var url = URI.create("http://127.0.0.1:" + deployerPort + "/api/services/" + site.name() + "/releases");
        try (InputStream answer = url.toURL().openStream()) {
            return Recorded.parse(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * What the deployer says of whether it is ready, after the status.
     *
     * @throws IOException if no deployer answers
     */
    String readiness() throws IOException {
        var url = URI.create("http://127.0.0.1:" + deployerPort + "/readyz").toURL();
        var connection = (HttpURLConnection) url.openConnection();
        try (InputStream answer = connection.getResponseCode() == HttpURLConnection.HTTP_OK
                ? connection.getInputStream()
                : connection.getErrorStream()) {
            return connection.getResponseCode() + " " + new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Callable<Optional<Boolean>> ready(String url) {
        return () -> {
            var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            try {
                if (connection.getResponseCode() != 200) {
                    throw new IOException(url + " answered " + connection.getResponseCode());
                }
                return Optional.of(true);
            } finally {
                connection.disconnect();
            }
        };
    }
}

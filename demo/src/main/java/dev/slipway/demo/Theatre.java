package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.program.Patience;
import dev.slipway.demo.program.Programs;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.Builder;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.FirstDeployment;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollouts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sts.StsClient;

/** The demo's means: the sandbox, the deployer, the image builder and the AWS calls of a team, each ready for its part of the story. */
final class Theatre {
    private static final Duration TO_START = Duration.ofMinutes(1);

    private final Names names;
    private final Programs programs;
    private final Patience patience;
    private final AwsClients aws;
    private final Path configuration;
    private final int deployerPort;

    Theatre(Names names, Programs programs, Patience patience, AwsClients aws, Path configuration, int deployerPort) {
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

    Rollouts rollouts() {
        return new Rollouts(aws.ecs());
    }

    Patience patience() {
        return patience;
    }

    /** Starts the sandbox and waits until it answers. */
    void openSandbox(String minute, String tasks) {
        int port = URI.create(names.endpoint()).getPort();
        programs.start(
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
    }

    /** Makes the account's resources, the first image and the service that runs it, and writes the deployer's configuration. */
    Infrastructure furnish() {
        var builder = new Builder(aws, names);
        Infrastructure made = builder.build();
        ConfigurationTree.write(configuration, names, made.repositoryUri());
        builder.parameters(made, configuration.toString());
        return made;
    }

    void createService(Infrastructure made, String tag) {
        FirstDeployment.start(aws.ecs(), made, tag);
    }

    String push(AppImage image, Infrastructure made, AppVersion version) {
        return image.push(version, made.repositoryUri() + ":" + version.name());
    }

    /** Starts the deployer and waits until it says that it is ready. */
    void openDeployer(Infrastructure made) {
        var environment = new HashMap<>(names.environment());
        environment.put("SLIPWAY_QUEUE_URL", made.queueUrl());
        environment.put("SLIPWAY_TABLE", Names.TABLE);
        environment.put("SLIPWAY_CONFIG", configuration.toString());
        environment.put("SLIPWAY_HTTP_PORT", String.valueOf(deployerPort));
        programs.start("deployer", "deployer", "dev.slipway.deployer.Main", List.of("run"), environment);
        patience.until("the deployer is ready", TO_START, ready("http://127.0.0.1:" + deployerPort + "/readyz"));
    }

    /** Writes the operator's instruction, as {@code aws ssm put-parameter} does. */
    void command(String instruction) {
        aws.ssm()
                .putParameter(request -> request.name(names.commandParameter())
                        .value(instruction)
                        .overwrite(true));
    }

    /** What one of the deployer's commands prints. */
    String ask(String... arguments) {
        return programs.run("deployer", "dev.slipway.deployer.Main", List.of(arguments), names.environment());
    }

    /** The deployer's records, newest first. */
    List<Recorded> history() {
        return Recorded.parse(ask("history", Names.SERVICE, "--output", "json"));
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

package dev.slipway.deployer;

import dev.slipway.deployer.aws.AwsClients;
import dev.slipway.deployer.aws.AwsEcs;
import dev.slipway.deployer.aws.AwsTasks;
import dev.slipway.deployer.aws.CloudWatchAlarms;
import dev.slipway.deployer.aws.ConfigBucket;
import dev.slipway.deployer.aws.DynamoJournal;
import dev.slipway.deployer.aws.EcrImages;
import dev.slipway.deployer.aws.ElbLoadBalancers;
import dev.slipway.deployer.aws.EventBridgeAnnouncer;
import dev.slipway.deployer.aws.SqsInbox;
import dev.slipway.deployer.aws.SqsWakeUps;
import dev.slipway.deployer.aws.SsmParameters;
import dev.slipway.deployer.aws.SsmSecrets;
import dev.slipway.deployer.config.ConfigDirectory;
import dev.slipway.deployer.config.LibrarySuites;
import dev.slipway.deployer.config.SuiteRules;
import dev.slipway.deployer.config.TreeConfigSource;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.smoke.SmokeGateCheck;
import dev.slipway.deployer.stimulus.Home;
import dev.slipway.deployer.system.SystemClock;
import dev.slipway.deployer.system.ThreadedBackground;
import dev.slipway.deployer.system.UlidIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/**
 * Makes the adapters: the only place, with {@code Main}, that reads clocks and environment, draws randomness and makes AWS
 * clients.
 */
public final class Wiring implements AutoCloseable {
    /** Long enough for the clean-ups of a smoke run, short enough for a container's stop timeout of 30 s. */
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(15);

    /** {@code https://sqs.<region>.amazonaws.com/<account>/<name>} (Amazon SQS developer guide, "Queue and message identifiers"). */
    private static final Pattern QUEUE_OF_ACCOUNT = Pattern.compile("/(\\d{12})/[^/]+$");

    private final Settings settings;
    private final AwsClients clients;
    private final SystemClock clock;
    private final ThreadedBackground background = new ThreadedBackground(TO_HAND_OVER);
    private final Ports ports;

    private Wiring(Settings settings, AwsClients clients, SystemClock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        this.ports = ports(settings, clients, clock, background);
    }

    /**
     * What a process needs that runs the deployer.
     *
     * @param environment of the process
     * @param access      where AWS is
     * @throws FaultySettings if the settings can't be used
     */
    public static Wiring forRunning(Map<String, String> environment, AwsClients.Access access) {
        Settings settings = SettingsReader.forRunning(environment, Wiring::text);
        SystemClock clock = clock();
        return new Wiring(settings, clients(access, clock), clock);
    }

    /**
     * What an operator's command needs; it takes what it is not told from the parameter {@code /<prefix>/deployer}.
     *
     * @throws FaultySettings if the settings can't be used
     */
    public static Wiring forCommands(Map<String, String> environment, AwsClients.Access access) {
        SystemClock clock = clock();
        AwsClients clients = clients(access, clock);
        Parameters parameters = new SsmParameters(clients);
        Settings settings = SettingsReader.forCommands(
                environment,
                Wiring::text,
                name -> parameters.current(List.of(name)).stream().findFirst().map(ParameterView::value));
        return new Wiring(settings, clients, clock);
    }

    /** AWS as the SDK finds it: endpoint, region and credentials from the environment, profiles, or the container. */
    public static AwsClients.Access access(Map<String, String> environment) {
        return new AwsClients.Access(
                Optional.empty(),
                Optional.empty(),
                environment.containsKey("AWS_ENDPOINT_URL") || environment.containsKey("AWS_ENDPOINT_URL_S3"),
                DefaultCredentialsProvider.builder().build());
    }

    /** The rules of smoke suites. */
    public static SuiteRules suiteRules() {
        return new LibrarySuites();
    }

    public Settings settings() {
        return settings;
    }

    public Ports ports() {
        return ports;
    }

    /** What is wrong with this machine's clock, by the newest answer of AWS; empty if it may be right. */
    public Optional<String> clockFault() {
        return clients.time().fault();
    }

    /** The account that the work queue belongs to, and the region that the SDK was given. */
    public Home home() {
        Matcher queue = QUEUE_OF_ACCOUNT.matcher(settings.queueUrl());
        Region region = clients.ecsReads().serviceClientConfiguration().region();
        return new Home(queue.find() ? queue.group(1) : "", region.id());
    }

    /** The configuration tree of the settings, unread. */
    public ConfigFiles config() {
        return files(settings, clients, clock);
    }

    /** Has long work handed over, then lets go of AWS. To be called when no turn is under way any more. */
    @Override
    public void close() {
        background.close();
        clients.close();
    }

    private static ConfigFiles files(Settings settings, AwsClients clients, SystemClock clock) {
        return switch (settings.config()) {
            case ConfigLocation.Directory directory -> new ConfigDirectory(directory.path());
            case ConfigLocation.Bucket bucket -> new ConfigBucket(clients, clock, bucket.name(), bucket.prefix());
        };
    }

    private static Ports ports(
            Settings settings, AwsClients clients, SystemClock clock, ThreadedBackground background) {
        return new Ports(
                new AwsEcs(clients, clock),
                new AwsTasks(clients, clock),
                new ElbLoadBalancers(clients),
                new CloudWatchAlarms(clients),
                new EcrImages(clients),
                new DynamoJournal(clients, settings.table()),
                new SqsInbox(clients, settings.queueUrl()),
                new SqsWakeUps(clients, settings.queueUrl()),
                new SsmParameters(clients),
                new TreeConfigSource(files(settings, clients, clock), suiteRules()),
                new SmokeGateCheck(
                        dev.slipway.smoke.Wiring.runner(),
                        dev.slipway.smoke.Wiring.logEvents(),
                        new SsmSecrets(clients),
                        clock),
                new EventBridgeAnnouncer(clients),
                new UlidIds(new SecureRandom()),
                clock,
                background);
    }

    /** The SDK's clients want to know a region as soon as they are made. */
    private static AwsClients clients(AwsClients.Access access, SystemClock clock) {
        try {
            return AwsClients.of(access, clock);
        } catch (SdkClientException e) {
            // Of a page of text, its first clause.
            String reason = String.valueOf(e.getMessage()).split(":|\\n| software\\.", 2)[0];
            throw FaultySettings.with(List.of("AWS_REGION: is it set? AWS's SDK says: " + reason));
        }
    }

    private static SystemClock clock() {
        return new SystemClock(Clock.systemUTC(), System::nanoTime);
    }

    private static Optional<String> text(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

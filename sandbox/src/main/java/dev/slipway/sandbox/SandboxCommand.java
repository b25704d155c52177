package dev.slipway.sandbox;

import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.store.StateUnusable;
import dev.slipway.sandbox.tasks.RunTasks;
import dev.slipway.sandbox.wire.HttpServer.PortInUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the sandbox. */
@Command(
        name = "slipway sandbox",
        mixinStandardHelpOptions = true,
        versionProvider = SandboxCommand.Version.class,
        sortOptions = false,
        description = {
            "A stand-in for the AWS services that Slipway uses, on this machine: ECS with native blue/green deployments, ECR,"
                    + " the load balancer (elbv2), SQS, EventBridge, SSM parameters, DynamoDB, S3, CloudWatch alarms, STS.",
            "%nUnmodified AWS SDKs, the 'aws' command and 'docker push' work with it; signatures are not checked. It is for"
                    + " development: what it does not model it refuses, and says so. Nothing is kept when it ends, unless --data says where.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./slipway sandbox --minute 2s",
            "  ./slipway sandbox --data ./sandbox-data",
            "  aws --endpoint-url http://127.0.0.1:4566 ecs list-clusters",
            "  aws --endpoint-url http://127.0.0.1:4566 ecr create-repository \\",
            "      --repository-name todo",
            "  docker push 127.0.0.1:4566/todo:v1",
            "%nExit codes: 0 ended, 2 not started (wrong options, port in use, tasks can't be run, data can't be used)."
        })
final class SandboxCommand implements Callable<Integer> {
    private final LongSupplier nanoTime;
    private final long startedAt;
    private final Consumer<Sandbox> untilStopped;

    @Option(
            names = "--port",
            paramLabel = "<port>",
            defaultValue = "4566",
            description = "port of the endpoint on 127.0.0.1; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--open",
            description =
                    "listen on every address of this machine, as in a container; whoever reaches it may do everything")
    private boolean open;

    @Option(
            names = "--minute",
            paramLabel = "<duration>",
            defaultValue = "1m",
            converter = MinuteOption.class,
            description = "how long AWS's minutes last: '2s' makes a bake time of 5 minutes last 10 s. Timestamps stay"
                    + " real (default: ${DEFAULT-VALUE})")
    private Duration minute = Duration.ofMinutes(1);

    @Option(
            names = "--tasks",
            paramLabel = "<how>",
            defaultValue = "auto",
            description = "how tasks are run: 'docker' as containers, 'chroot' as processes in the image's files"
                    + " (Linux), 'simulated' not at all; 'auto' is docker if an engine answers, else chroot"
                    + " (default: ${DEFAULT-VALUE})")
    private RunTasks tasks = RunTasks.AUTO;

    @Option(
            names = "--data",
            paramLabel = "<directory>",
            description = "keep everything in this directory from one run to the next; without it nothing is kept")
    private @Nullable Path data;

    @Option(
            names = "--variant",
            paramLabel = "<choice>",
            defaultValue = "likeliest",
            converter = VariantOption.class,
            description = "which AWS to be where nobody knows what AWS does: 'likeliest', 'seed:<number>', or"
                    + " '<question>=<answer>,…' (default: ${DEFAULT-VALUE})")
    private AwsVariant variant = AwsVariant.likeliest();

    @Option(
            names = "--listing-lag",
            paramLabel = "<duration>",
            defaultValue = "300ms",
            converter = DurationOption.class,
            description = "for how long ListServiceDeployments does not know a new deployment; with AWS some seconds"
                    + " (default: ${DEFAULT-VALUE})")
    private Duration listingLag = Settings.DEFAULT.listingLag();

    @Spec
    private @Nullable CommandSpec spec;

    /**
     * The command.
     *
     * @param startedAt    what {@code nanoTime} said when the process began
     * @param untilStopped waits, and sees to the sandbox's end
     */
    SandboxCommand(LongSupplier nanoTime, long startedAt, Consumer<Sandbox> untilStopped) {
        this.nanoTime = nanoTime;
        this.startedAt = startedAt;
        this.untilStopped = untilStopped;
    }

    @Override
    public Integer call() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(commandLine(), "--port: '" + port + "' is no port; write 0 to 65535");
        }
        Settings settings = Settings.DEFAULT
                .withPort(port)
                .withPace(new Pace(minute))
                .withTasks(tasks)
                .withVariant(variant)
                .withListingLag(listingLag)
                .withOpen(open);
        if (data != null) {
            settings = settings.withData(data);
        }
        try {
            Sandbox sandbox = Wiring.start(settings);
            greet(sandbox, settings);
            untilStopped.accept(sandbox);
            return 0;
        } catch (PortInUse e) {
            return refuse(
                    e.getMessage() + "; nothing was started\n  to fix: stop what listens there ('ss -ltnp' shows it),"
                            + " or choose another port: '--port 0' takes any free one");
        } catch (TasksImpossible | StateUnusable e) {
            return refuse(e.getMessage());
        } catch (IOException e) {
            return refuse("no directory for temporary files can be made: " + e.getMessage()
                    + "; nothing was started\n  to fix: make room, or set '-Djava.io.tmpdir' to a directory of yours");
        }
    }

    private void greet(Sandbox sandbox, Settings settings) {
        String endpoint = sandbox.endpoint().toString();
        String host = endpoint.substring("http://".length());
        double seconds = (nanoTime.getAsLong() - startedAt) / 1e9;
        PrintWriter out = commandLine().getOut();
        out.printf(Locale.ROOT, "slipway sandbox: ready after %.1f s at %s%n", seconds, endpoint);
        out.printf(
                "  account  %s in %s; any credentials will do%n",
                settings.identity().account(), settings.identity().region());
        out.printf("  tasks    %s%n", sandbox.tasks());
        out.printf("  time     one of ECS's minutes lasts %s%n", text(minute));
        out.printf("  try      aws --endpoint-url %s ecs list-clusters%n", endpoint);
        out.printf("           aws --endpoint-url %s ecr create-repository --repository-name todo%n", endpoint);
        out.printf("           docker push %s/todo:v1%n", host);
        if (data == null) {
            out.printf("  stop     Ctrl-C; nothing is kept%n");
        } else {
            out.printf("  data     %s; tasks end with this process, and ECS starts others in the next%n", data);
            out.printf("  stop     Ctrl-C%n");
        }
        out.flush();
    }

    private static String text(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    private int refuse(@Nullable String text) {
        commandLine().getErr().println("slipway sandbox: " + text);
        commandLine().getErr().flush();
        return 2;
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec before it calls");
        }
        return spec.commandLine();
    }

    /** {@code --listing-lag}: zero or more. */
    static final class DurationOption implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text);
        }
    }

    /** {@code --minute}: more than zero. */
    static final class MinuteOption implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration minute = Durations.parse(text);
            if (minute.isZero()) {
                throw new TypeConversionException("a minute must last longer than '" + text + "'");
            }
            return minute;
        }
    }

    /** {@code --version}. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"slipway sandbox " + Wiring.version()};
        }
    }
}

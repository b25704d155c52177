package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.awscommand.AwsPrograms;
import dev.slipway.sandbox.model.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code aws} command of Debian's package, some years older: it speaks SQS's query protocol, and knows nothing of ECS's
 * service deployments.
 */
class DebianAwsCommandIT {
    private static final String MISSING = "Debian's 'aws' command is not installed (apt-get install awscli)";
    private static final Set<String> SERVICES = Set.of("sqs", "ssm", "events", "sts", "dynamodb", "s3", "monitoring");
    /** Are younger than it. */
    private static final Set<String> UNKNOWN_TO_IT =
            Set.of("sqs CancelMessageMoveTask", "sqs ListMessageMoveTasks", "sqs StartMessageMoveTask");

    @RegisterExtension
    static final Served SERVED = new Served(new Pace(Duration.ofSeconds(2)));

    @Test
    void toursTheServicesItKnows(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        tour.visits("debian/", SERVICES::contains, UNKNOWN_TO_IT);

        assertThat(SERVED.heard().inQueryProtocol())
                .containsAll(SqsActions.ALL.stream()
                        .map(action -> "sqs " + action)
                        .filter(action -> !UNKNOWN_TO_IT.contains(action))
                        .toList());
    }

    @Test
    void executableDoesTheSame(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        tour.executableDoesTheSame();
    }
}

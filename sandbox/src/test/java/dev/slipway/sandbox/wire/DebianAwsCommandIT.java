package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.awscommand.AwsPrograms;
import dev.slipway.sandbox.model.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The {@code aws} command of Debian's package, some years older: it speaks SQS's query protocol, and knows nothing of ECS's
 * service deployments. What it does not know is listed here by name; all else it tours.
 */
class DebianAwsCommandIT {
    private static final String MISSING = "Debian's 'aws' command is not installed (apt-get install awscli)";
    /** Are younger than it. */
    private static final Set<String> UNKNOWN_TO_IT = Set.of(
            "ecr ListImageReferrers",
            "ecs ContinueServiceDeployment",
            "ecs DescribeServiceDeployments",
            "ecs DescribeServiceRevisions",
            "ecs ListServiceDeployments",
            "ecs StopServiceDeployment",
            "elasticloadbalancing DescribeCapacityReservation",
            "elasticloadbalancing DescribeListenerAttributes",
            "elasticloadbalancing ModifyListenerAttributes",
            "sqs CancelMessageMoveTask",
            "sqs ListMessageMoveTasks",
            "sqs StartMessageMoveTask");

    @RegisterExtension
    static final Served SERVED = new Served(new Pace(Duration.ofSeconds(2)));

    @Test
    void toursEveryActionItKnows(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        tour.visits("debian/", service -> true, UNKNOWN_TO_IT);

        assertThat(SERVED.heard().inQueryProtocol())
                .containsAll(SqsActions.ALL.stream()
                        .map(action -> "sqs " + action)
                        .filter(action -> !UNKNOWN_TO_IT.contains(action))
                        .toList());
    }

    @Test
    void knowsNothingOfTheYoungerActions(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        List<String> unknown = tour.unknown(UNKNOWN_TO_IT);

        assertThat(unknown).containsExactlyInAnyOrderElementsOf(UNKNOWN_TO_IT);
    }

    @Test
    void knowsNothingOfWhatMakesADeploymentBlueGreen(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        List<String> unknown = tour.unknownParameters(List.of(
                "ecs",
                "create-service",
                "--service-name",
                "todo",
                "--load-balancers",
                "[{\"containerName\":\"app\",\"advancedConfiguration\":{}}]",
                "--deployment-configuration",
                "{\"strategy\":\"BLUE_GREEN\",\"bakeTimeInMinutes\":0,\"lifecycleHooks\":[]}"));

        assertThat(unknown)
                .containsExactlyInAnyOrder(
                        "loadBalancers[0] advancedConfiguration",
                        "deploymentConfiguration bakeTimeInMinutes",
                        "deploymentConfiguration lifecycleHooks",
                        "deploymentConfiguration strategy");
    }

    @Test
    void executableDoesTheSame(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofDebian(), MISSING, SERVED, directory);

        tour.executableDoesTheSame();
    }
}

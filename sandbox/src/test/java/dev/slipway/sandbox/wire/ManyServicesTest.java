package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;

/** Fifty services of two tasks each, all deployed at the same time, while somebody goes on asking after them. */
class ManyServicesTest {
    private static final int SERVICES = 50;

    @RegisterExtension
    static final Served SERVED = new Served();

    private final EcsClient ecs = SERVED.client(EcsClient.builder());

    @Test
    void fiftyServicesAreDeployedAtOnceWithoutDistress() {
        ecs.createCluster(create -> create.clusterName("many"));
        register();
        names().forEach(name -> ecs.createService(create -> create.cluster("many")
                .serviceName(name)
                .taskDefinition("many:1")
                .desiredCount(2)
                .deploymentConfiguration(
                        configuration -> configuration.strategy("BLUE_GREEN").bakeTimeInMinutes(0))));
        steady("many:1");
        register();

        names().forEach(name ->
                ecs.updateService(update -> update.cluster("many").service(name).taskDefinition("many:2")));

        steady("many:2");
    }

    private void register() {
        ecs.registerTaskDefinition(register -> register.family("many")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("public/many@sha256:" + "a".repeat(64))
                        .build()));
    }

    private static List<String> names() {
        return IntStream.range(0, SERVICES)
                .mapToObj(number -> "service-" + number)
                .toList();
    }

    private void steady(String definition) {
        Eventually.holds(
                Duration.ofSeconds(60),
                () -> assertThat(services()).hasSize(SERVICES).allSatisfy(service -> {
                    assertThat(service.taskDefinition()).endsWith(definition);
                    assertThat(service.runningCount()).isEqualTo(2);
                    assertThat(service.currentServiceRevisions()).hasSize(1);
                }));
    }

    private List<Service> services() {
        var all = new ArrayList<Service>();
        List<String> names = names();
        for (int from = 0; from < SERVICES; from += 10) {
            List<String> ten = names.subList(from, from + 10);
            all.addAll(ecs.describeServices(describe -> describe.cluster("many").services(ten))
                    .services());
        }
        return all;
    }
}

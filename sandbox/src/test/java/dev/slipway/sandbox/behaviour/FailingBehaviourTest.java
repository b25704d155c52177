package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.DeployedService.FAILS;
import static dev.slipway.sandbox.behaviour.DeployedService.SERVES;
import static dev.slipway.sandbox.behaviour.DeployedService.strategy;
import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static dev.slipway.sandbox.behaviour.Fact.Known.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;

/** Deployments that must not succeed, and an alarm that must not hinder one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailingBehaviourTest {
    private static final String RUN = "fail-" + Long.toString(System.nanoTime(), 36);
    private static final DeploymentConfiguration BREAKING = strategy("BLUE_GREEN")
            .deploymentCircuitBreaker(breaker -> breaker.enable(true).rollback(true))
            .build();
    private static final DeploymentConfiguration ALARMED = strategy("BLUE_GREEN")
            .bakeTimeInMinutes(5)
            .alarms(alarms -> alarms.alarmNames(RUN).enable(true).rollback(true))
            .build();

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private static final List<DeployedService> MADE = new ArrayList<>();
    private static final List<BehindLoadBalancer> BALANCERS = new ArrayList<>();

    @BeforeAll
    static void make() {
        ACCOUNT.client(CloudWatchClient::builder)
                .putMetricAlarm(put -> put.alarmName(RUN)
                        .namespace(RUN)
                        .metricName("errors")
                        .statistic("Sum")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator("GreaterThanThreshold")
                        .treatMissingData("ignore"));
        create(RUN + "-good", SERVES);
        create(RUN + "-broken", FAILS);
    }

    private static void create(String name, String script) {
        var balancer = new BehindLoadBalancer(ACCOUNT, name);
        BALANCERS.add(balancer);
        var service = new DeployedService(ACCOUNT, name);
        MADE.add(service);
        service.create(BREAKING, script, balancer.wiring(ACCOUNT, balancer.productionRule, balancer.testRule));
    }

    @AfterAll
    static void remove() {
        MADE.forEach(DeployedService::remove);
        BALANCERS.forEach(BehindLoadBalancer::remove);
        ACCOUNT.client(CloudWatchClient::builder).deleteAlarms(delete -> delete.alarmNames(RUN));
    }

    @Test
    @Order(1)
    @Fact(
            value = "With one task the circuit breaker breaks at three failures, and goes back",
            known = OBSERVED,
            source = "tf-test")
    void theCircuitBreakerGoesBack() {
        DeployedService service = MADE.get(0);
        assertThat(service.ended(service.newest()).statusAsString()).isEqualTo("SUCCESSFUL");

        ServiceDeployment ended = service.ended(service.deploy(BREAKING, FAILS));

        assertThat(ended.statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(ended.statusReason())
                .isEqualTo("Service deployment rolled back because the circuit breaker threshold was exceeded.");
        assertThat(ended.deploymentCircuitBreaker().threshold()).isEqualTo(3);
        assertThat(ended.deploymentCircuitBreaker().failureCount()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Order(2)
    @Fact(value = "A first deployment that fails has nothing to roll back to", known = OBSERVED, source = "bgd")
    void theFirstDeploymentHasNothingToRollBackTo() {
        DeployedService service = MADE.get(1);

        ServiceDeployment ended = service.ended(service.newest());

        assertThat(ended.statusAsString()).isEqualTo("ROLLBACK_FAILED");
        assertThat(ended.statusReason()).containsIgnoringCase("no rollback candidate");
    }

    @Test
    @Order(3)
    @Fact(value = "An alarm while both revisions run takes the deployment back", known = DOCUMENTED, source = "bg-impl")
    void anAlarmGoesBack() {
        DeployedService service = MADE.get(0);
        String deployment = service.deploy(ALARMED);
        service.at("BAKE_TIME", deployment);

        ACCOUNT.client(CloudWatchClient::builder)
                .setAlarmState(set -> set.alarmName(RUN).stateValue("ALARM").stateReason("by hand"));

        ServiceDeployment ended = service.ended(deployment);
        assertThat(ended.statusAsString()).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(ended.statusReason()).contains("alarm").contains(RUN);
        assertThat(ended.alarms().triggeredAlarmNames()).containsExactly(RUN);
    }

    @Test
    @Order(4)
    @Fact(
            value = "Alarms are ignored if one is in ALARM when the deployment starts",
            known = DOCUMENTED,
            source = "alarm")
    void anAlarmFromBeforeIsIgnored() {
        DeployedService service = MADE.get(0);

        ServiceDeployment ended = service.ended(
                service.deploy(ALARMED.toBuilder().bakeTimeInMinutes(0).build()));

        assertThat(ended.statusAsString()).isEqualTo("SUCCESSFUL");
    }
}

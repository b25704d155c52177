package dev.slipway.sandbox.model.ecs;

import static dev.slipway.sandbox.model.ecs.Scene.blueGreen;
import static dev.slipway.sandbox.model.ecs.Scene.gate;
import static dev.slipway.sandbox.model.ecs.Scene.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant.OmittedConfiguration;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatStartsADeploymentTest {
    private final Scene scene = new Scene().live("v1", blueGreen(gate()));
    private final String first = scene.newest().serviceDeploymentArn();

    @Test
    void anotherTaskDefinitionDoes() {
        scene.deploy("v2");

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(first);
    }

    @Test
    void theSameTaskDefinitionAgainDoesNot() {
        scene.update(scene.service().taskDefinition(), null, false);

        assertThat(scene.newest().serviceDeploymentArn()).isEqualTo(first);
    }

    @Test
    void repeatingTheUpdateThatStartedOneDoesNotStartAnother() {
        var definition = scene.register("v2");
        scene.update(definition, blueGreen(gate()), false);
        var second = scene.newest().serviceDeploymentArn();

        scene.update(definition, blueGreen(gate()), false);

        assertThat(scene.newest().serviceDeploymentArn()).isEqualTo(second);
    }

    @Test
    void forceDoesAndRunsTheHooksToo() {
        scene.update(null, null, true);

        scene.untilPaused();

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(first);
    }

    @Test
    void anotherNetworkDoes() {
        var network = JsonNodeFactory.instance.objectNode();
        network.putObject("awsvpcConfiguration").putArray("subnets").add("other");

        scene.call(new UpdateService(
                "main", "api", null, null, null, null, network, null, null, null, null, null, null, null, null, null,
                null, null));

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(first);
    }

    @Test
    void anotherPlatformVersionDoes() {
        scene.call(new UpdateService(
                "main", "api", null, null, null, null, null, null, null, "1.4.0", null, null, null, null, null, null,
                null, null));

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(first);
    }

    @Test
    void otherLoadBalancersDo() {
        var swapped = new LoadBalancer(
                scene.green,
                null,
                "app",
                8080,
                new AdvancedConfiguration(scene.blue, scene.productionRule, scene.testRule, null));

        scene.call(new UpdateService(
                "main",
                "api",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(swapped),
                null,
                null));

        assertThat(scene.newest().serviceDeploymentArn()).isNotEqualTo(first);
    }

    @Test
    void whatTasksAreNotMadeOfDoesNot() {
        var spread = JsonNodeFactory.instance.arrayNode();

        scene.call(new UpdateService(
                "main", "api", null, null, spread, null, null, spread, spread, null, null, 120, null, true, true, null,
                "SERVICE", "ENABLED"));

        assertThat(scene.newest().serviceDeploymentArn()).isEqualTo(first);
        assertThat(scene.service().healthCheckGracePeriodSeconds()).isEqualTo(120);
    }

    @Test
    void anotherDeploymentConfigurationDoesNot() {
        scene.update(null, blueGreen(), false);

        assertThat(scene.newest().serviceDeploymentArn()).isEqualTo(first);
        assertThat(scene.service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    @Test
    void anotherDesiredCountDoesNotButScales() {
        scale(3);

        scene.pass(Duration.ofMinutes(1));

        assertThat(scene.newest().serviceDeploymentArn()).isEqualTo(first);
        assertThat(scene.running()).isEqualTo(List.of("v1", "v1", "v1"));
    }

    @Test
    void aDeploymentKeepsTheConfigurationItStartedWith() {
        scene.deploy("v2");

        scene.update(null, blueGreen(), false).untilPaused();

        assertThat(scene.newest().deploymentConfiguration().lifecycleHooks()).isEqualTo(List.of(gate()));
    }

    @Test
    void omittedMembersOfTheConfigurationStayLikeliest() {
        scene.update(null, only(5), false);

        assertThat(scene.service().deploymentConfiguration().lifecycleHooks()).hasSize(1);
    }

    @Test
    void omittedMembersOfTheConfigurationAreResetInSomeVariants() {
        var other = new Scene(Variants.with(OmittedConfiguration.RESET)).live("v1", blueGreen(gate()));

        other.update(null, only(5), false);

        assertThat(other.service().deploymentConfiguration().lifecycleHooks()).isEmpty();
    }

    @Test
    void theStrategyCannotBeChangedWhileADeploymentIsInFlight() {
        scene.deploy("v2");

        assertThatThrownBy(() -> scene.update(null, Scene.configuration("ROLLING"), false))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("The deployment strategy cannot be changed while a service deployment is in progress.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SCALE_UP",
                "TEST_TRAFFIC_SHIFT",
                "PRODUCTION_TRAFFIC_SHIFT",
                "BAKE_TIME",
                "CLEAN_UP",
                "ROLL",
                "POST_TEST_TRAFFIC"
            })
    void aPauseWhereNoneIsPossibleIsRefused(String stage) {
        var odd = blueGreen(pause(60, "ROLLBACK", "PRE_SCALE_UP", stage));

        assertThatThrownBy(() -> scene.update(null, odd, false))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("Invalid lifecycle stage provided for Pause Hook");
    }

    @ParameterizedTest
    @CsvSource({
        "0, ROLLBACK, timeoutInMinutes must be from 1 to 20160, not '0'",
        "20161, ROLLBACK, timeoutInMinutes must be from 1 to 20160, not '20161'",
        "60, WAIT, Invalid action 'WAIT'. Valid values are: ROLLBACK, CONTINUE"
    })
    void aTimeoutThatNoPauseCanHaveIsRefused(int minutes, String action, String words) {
        var odd = blueGreen(pause(minutes, action, "PRE_SCALE_UP"));

        assertThatThrownBy(() -> scene.update(null, odd, false))
                .isInstanceOf(AwsRefusal.class)
                .hasMessageContaining(words);
    }

    @Test
    void moreThanTenPausesAreRefused() {
        var eleven = Collections.nCopies(11, gate()).toArray(DeploymentLifecycleHook[]::new);

        assertThatThrownBy(() -> scene.update(null, blueGreen(eleven), false))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("At most 10 PAUSE hooks can be configured, not 11");
    }

    @Test
    void anUnknownKindOfHookIsRefused() {
        var odd = new DeploymentLifecycleHook("SLEEP", null, null, List.of("PRE_SCALE_UP"), null, null);

        assertThatThrownBy(() -> scene.update(null, blueGreen(odd), false))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("Invalid targetType. Valid values are: AWS_LAMBDA, PAUSE");
    }

    @Test
    void anUnknownServiceIsRefused() {
        assertThatThrownBy(() -> scene.call(new UpdateService(
                        "main", "other", null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null, null, null)))
                .isInstanceOf(AwsRefusal.class)
                .hasMessage("Service not found.");
    }

    private static DeploymentConfiguration only(@Nullable Integer bake) {
        return new DeploymentConfiguration("BLUE_GREEN", bake, null, null, null, null, null, null, null);
    }

    private void scale(int desired) {
        scene.call(new UpdateService(
                "main", "api", desired, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null));
    }
}

package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ecs.AdvancedConfiguration;
import dev.slipway.sandbox.model.ecs.DeploymentConfiguration;
import dev.slipway.sandbox.model.ecs.LoadBalancer;
import dev.slipway.sandbox.model.elb.machine.LoadBalancing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What CreateService and UpdateService refuse about load balancers at once, in the words of docs/aws.md, Load balancer [tsbg]. */
final class ServiceChecks {
    private final LoadBalancing balancing;

    ServiceChecks(Surroundings around) {
        this.balancing = around.balancing();
    }

    /**
     * Checks a service as it would be.
     *
     * @throws AwsRefusal at the first fault
     */
    void check(
            List<LoadBalancer> loadBalancers,
            DeploymentConfiguration configuration,
            TaskDefinitionState taskDefinition) {
        ConfigurationChecks.check(configuration);
        boolean rolling = "ROLLING".equals(requireNonNullElse(configuration.strategy(), "ROLLING"));
        long advanced = loadBalancers.stream()
                .filter(entry -> entry.advancedConfiguration() != null)
                .count();
        if (advanced != 0 && advanced != loadBalancers.size()) {
            throw invalid("Either all or none of the provided loadBalancers must have advancedConfiguration defined");
        }
        if (!rolling && advanced != loadBalancers.size()) {
            throw invalid(
                    "advancedConfiguration field is required for all loadBalancers when using a non-ROLLING deployment strategy");
        }
        var groups = new ArrayList<String>();
        for (LoadBalancer entry : loadBalancers) {
            container(entry, taskDefinition);
            group(entry.targetGroupArn(), groups);
            if (entry.advancedConfiguration() != null) {
                group(entry.advancedConfiguration().alternateTargetGroupArn(), groups);
                rules(entry, entry.advancedConfiguration());
            }
        }
    }

    private static void container(LoadBalancer entry, TaskDefinitionState taskDefinition) {
        var container = StreamSupport.stream(
                        taskDefinition.tree.path("containerDefinitions").spliterator(), false)
                .filter(each -> each.path("name").asText().equals(entry.containerName()))
                .findFirst()
                .orElseThrow(() ->
                        invalid("The container " + entry.containerName() + " does not exist in the task definition."));
        for (JsonNode mapping : container.path("portMappings")) {
            if (entry.containerPort() != null && mapping.path("containerPort").asInt() == entry.containerPort()) {
                return;
            }
        }
        throw invalid("The container " + entry.containerName() + " did not have a container port "
                + entry.containerPort() + " defined.");
    }

    private void group(@Nullable String arn, List<String> seen) {
        if (arn == null) {
            throw invalid("targetGroupArn and alternateTargetGroupArn must be specified.");
        }
        if (seen.contains(arn)) {
            throw invalid("Duplicate targetGroupArn found: " + arn);
        }
        if (!balancing.hasGroup(arn)) {
            throw invalid("The specified target group does not exist: " + arn);
        }
        if (!balancing.isUsed(arn)) {
            throw invalid(
                    "The target group with targetGroupArn " + arn + " does not have an associated load balancer.");
        }
        seen.add(arn);
    }

    private void rules(LoadBalancer entry, AdvancedConfiguration advanced) {
        String production = rule("productionListenerRule", advanced.productionListenerRule());
        if (advanced.testListenerRule() != null) {
            String test = rule("testListenerRule", advanced.testListenerRule());
            if (test.equals(production)) {
                throw invalid("The following rules cannot be used as both production and test listener rules: " + test);
            }
            return;
        }
        var groups = balancing.groupsOf(production).orElse(Map.of());
        if (!groups.containsKey(entry.targetGroupArn()) || !groups.containsKey(advanced.alternateTargetGroupArn())) {
            throw invalid(
                    "For Application LoadBalancer, testListenerRule is required when productionListenerRule is not"
                            + " associated with both targetGroup and alternateTargetGroup");
        }
    }

    private static String rule(String field, @Nullable String arn) {
        if (arn == null || !arn.contains(":listener-rule/app/")) {
            throw invalid(
                    field + " has an invalid ARN format. Must be RuleArn for ALB or ListenerArn for NLB. Got: " + arn);
        }
        return arn;
    }

    private static AwsRefusal invalid(String message) {
        return AwsRefusal.client("InvalidParameterException", message);
    }
}

package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.testing.Terraform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The policy that Terraform gives the deployer, against the actions that the adapters declare. */
class TerraformPolicyTest {
    /** Only where a smoke test's secret is in Secrets Manager, or under a customer's key: Terraform's own test has both. */
    private static final List<String> WHERE_ASKED_FOR = List.of("kms:Decrypt", "secretsmanager:GetSecretValue");

    @Test
    void allowsWhatTheAdaptersDeclareAndNothingElse() {
        var declared = new TreeSet<String>();
        PortCalls.all().forEach(call -> declared.addAll(Arrays.asList(call.actions())));

        var allowed = new TreeSet<>(allowed());

        allowed.addAll(WHERE_ASKED_FOR);
        assertThat(allowed).isEqualTo(declared);
    }

    @Test
    void leavesTheShiftingOfTrafficToEcs() {
        List<String> allowed = allowed();

        assertThat(allowed)
                .filteredOn(action -> action.startsWith("elasticloadbalancing:"))
                .allMatch(action -> action.startsWith("elasticloadbalancing:Describe"));
    }

    private static List<String> allowed() {
        var actions = new ArrayList<String>();
        for (JsonNode statement : Terraform.deployer().path("policy").path("Statement")) {
            JsonNode action = statement.path("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            } else {
                action.forEach(one -> actions.add(one.asText()));
            }
        }
        return actions;
    }
}

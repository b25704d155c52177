package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.sandbox.awsmodel.AwsModel;
import dev.slipway.sandbox.awsmodel.ShapeCheck;
import dev.slipway.sandbox.model.Call;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model answers to a call without any wire, held against AWS's models as it would be written on one. */
public final class Encoded {
    private static final Apis APIS = new Apis();
    private static final Map<String, String> BOTOCORES =
            Map.of("elasticloadbalancing", "elbv2", "monitoring", "cloudwatch");

    private Encoded() {}

    /** Fails if the answer is not as AWS's model says; reports from the world are no actions of AWS's. */
    public static void check(Call<?> call, @Nullable Object answer) {
        APIS.answering(call.getClass()).ifPresent(api -> {
            String action = call.getClass().getSimpleName();
            AwsModel model = model(api);
            JsonNode tree = api.json().valueToTree(answer);
            model.output(action)
                    .ifPresent(shape -> assertThat(ShapeCheck.faults(model, shape, tree, action, false))
                            .isEmpty());
        });
    }

    static AwsModel model(Api api) {
        String service = api.names().service();
        return AwsModel.of(BOTOCORES.getOrDefault(service, service));
    }
}

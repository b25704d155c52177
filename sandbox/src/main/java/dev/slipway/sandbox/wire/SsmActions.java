package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.ssm.Ssm.AddTagsToResource;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParameter;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParameters;
import dev.slipway.sandbox.model.ssm.Ssm.DescribeParameters;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameter;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameterHistory;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameters;
import dev.slipway.sandbox.model.ssm.Ssm.GetParametersByPath;
import dev.slipway.sandbox.model.ssm.Ssm.LabelParameterVersion;
import dev.slipway.sandbox.model.ssm.Ssm.ListTagsForResource;
import dev.slipway.sandbox.model.ssm.Ssm.PutParameter;
import dev.slipway.sandbox.model.ssm.Ssm.RemoveTagsFromResource;
import java.util.List;
import java.util.Set;

/** What of Systems Manager is modelled: Parameter Store. */
final class SsmActions {
    private SsmActions() {}

    static Api api() {
        return new Api(
                new Api.Names("ssm", "AmazonSSM", "2014-11-06", ""),
                Mappers.PASCAL,
                List.of(
                        AddTagsToResource.class,
                        DeleteParameter.class,
                        DeleteParameters.class,
                        DescribeParameters.class,
                        GetParameter.class,
                        GetParameterHistory.class,
                        GetParameters.class,
                        GetParametersByPath.class,
                        LabelParameterVersion.class,
                        ListTagsForResource.class,
                        PutParameter.class,
                        RemoveTagsFromResource.class),
                Set.of());
    }
}

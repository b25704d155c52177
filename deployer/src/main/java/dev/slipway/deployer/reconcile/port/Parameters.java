package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.ParameterView;
import java.util.List;

/** SSM Parameter Store. Every method throws {@link PortFailure}. */
public interface Parameters {

    /** GetParameters: the current versions, at most ten names; those that do not exist are left out. */
    List<ParameterView> current(List<String> names);

    /** GetParameterHistory, all versions that SSM keeps, the oldest first; empty if it does not exist. */
    List<ParameterView> history(String name);

    /** PutParameter with overwrite; answers with the new version. */
    long put(String name, String value);
}

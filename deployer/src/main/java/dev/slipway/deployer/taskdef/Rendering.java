package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What came of rendering a task definition. */
public sealed interface Rendering {

    /**
     * It can be registered.
     *
     * @param content as RegisterTaskDefinition takes it
     */
    record Rendered(ObjectNode content) implements Rendering {}

    /**
     * It can't be rendered, and nothing may be registered.
     *
     * @param faults all of them, each a sentence that begins with where it is; at least one
     */
    record Refused(List<String> faults) implements Rendering {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}

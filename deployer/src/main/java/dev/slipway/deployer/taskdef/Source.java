package dev.slipway.deployer.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a task definition is rendered from. */
public sealed interface Source {

    /**
     * A template: JSON with {@code ${…}} in its strings. Unknown keys are faults.
     *
     * @param path   where it was read, for faults
     * @param text   the JSON
     * @param family taken if the template names none, such as the live revision's; empty if there is none
     */
    record Template(String path, String text, Optional<String> family) implements Source {}

    /**
     * The content of a registered revision: the live one, or the recorded one of an earlier release. Keys that we do not
     * know are kept, and {@code ${…}} is left alone.
     *
     * @param content as RegisterTaskDefinition takes it; never changed here
     */
    record Revision(ObjectNode content) implements Source {}
}

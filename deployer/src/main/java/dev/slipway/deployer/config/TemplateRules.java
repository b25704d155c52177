package dev.slipway.deployer.config;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.OnTemplateChange;
import dev.slipway.deployer.problem.NearestName;
import dev.slipway.deployer.taskdef.Source;
import dev.slipway.deployer.taskdef.TaskDefinitionRenderer;
import java.util.Optional;

/** Reads {@code taskDefinition} and checks the template that it names. */
final class TemplateRules {
    private static final String LIVE = "live";

    private TemplateRules() {}

    /**
     * Where the task definition comes from.
     *
     * @param template empty means from the live revision
     */
    record Choice(Optional<String> template, OnTemplateChange onChange) {}

    static Choice read(Optional<Fields> written, Neighbours neighbours) {
        if (written.isEmpty()) {
            return new Choice(Optional.empty(), OnTemplateChange.RECORD);
        }
        Fields fields = written.get();
        Optional<String> template = fields.optional("template").flatMap(value -> existing(value, neighbours));
        fields.optional("from")
                .ifPresent(value -> value.text()
                        .filter(text -> !text.equals(LIVE))
                        .ifPresent(
                                text -> value.fault("taskDefinition.from can only be 'live', and is '" + text + "'")));
        var onChange = fields.optional("onChange")
                .flatMap(value -> value.choice(OnTemplateChange.class))
                .orElse(OnTemplateChange.RECORD);
        fields.close();
        if (fields.has("template") == fields.has("from")) {
            fields.fault("from", "taskDefinition takes one of 'template: templates/….json' and 'from: live'");
        } else if (fields.has("from") && onChange == OnTemplateChange.RELEASE) {
            fields.fault("onChange", "taskDefinition.onChange can't be 'release' without a template that could change");
        }
        return new Choice(template, onChange);
    }

    private static Optional<String> existing(Value value, Neighbours neighbours) {
        return value.text()
                .flatMap(path -> neighbours.templates().containsKey(path)
                        ? Optional.of(path)
                        : value.refused("there is no template '" + path + "'"
                                + NearestName.hint(path, neighbours.templates().keySet())));
    }

    /** Renders the template with stand-ins; its faults are the service's. */
    static void check(String file, ServiceSpec spec, Neighbours neighbours, Findings findings) {
        spec.template()
                .map(path -> new Source.Template(path, neighbours.templates().getOrDefault(path, ""), Optional.empty()))
                .ifPresent(template -> TaskDefinitionRenderer.faultsOf(template, spec)
                        .forEach(fault -> findings.fault(Place.startOf(file), fault)));
    }
}

package dev.slipway.deployer.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads one YAML 1.2 document. */
final class YamlFile {

    private YamlFile() {}

    static Optional<Fields> read(String file, String text, Findings findings) {
        var settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .build();
        try {
            Optional<Node> document = new Compose(settings).composeString(text);
            if (document.isEmpty()) {
                findings.fault(Place.startOf(file), "the file is empty");
            }
            return document.flatMap(node -> new Value(file, "", node, findings).fields());
        } catch (MarkedYamlEngineException e) {
            findings.fault(Place.of(file, e.getProblemMark()), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            findings.fault(Place.startOf(file), "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }
}

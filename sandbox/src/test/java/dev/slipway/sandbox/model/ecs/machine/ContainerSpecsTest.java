package dev.slipway.sandbox.model.ecs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerSpecsTest {

    @ParameterizedTest
    @CsvSource({
        "512, 0, 512",
        "512, 128, 128",
        "1 GB, 0, 1024",
        "2GB, 0, 2048",
        "0.5 GB, 0, 512",
        "'', 0, 0",
        "plenty, 0, 0"
    })
    void limitsAContainerToItsOwnMemoryElseToTheTasks(String task, int container, int mebibytes) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("memory", task);
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        if (container > 0) {
            one.put("memory", container);
        }

        assertThat(ContainerSpecs.memoryMebibytes(definition, one)).isEqualTo(mebibytes);
    }
}

package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4566/todo:v1, todo",
        "localhost:4566/shop/api@sha256:abc, shop/api",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/api:v1@sha256:abc, shop/api",
        "localhost/api, api",
        "shop/api:v1, shop/api",
        "api, api"
    })
    void namesARepository(String image, String repository) {
        assertThat(ImageName.repository(image)).isEqualTo(repository);
    }

    @Test
    void saysHowItIsRun() {
        var config = config("""
                {"config": {"Entrypoint": ["/bin/app"], "Cmd": ["web"], "Env": ["A=1=2", "PATH=/bin"],
                            "WorkingDir": "srv", "StopSignal": "SIGQUIT"}}""");

        assertThat(config)
                .isEqualTo(new ImageConfig(
                        List.of("/bin/app"), List.of("web"), Map.of("A", "1=2", "PATH", "/bin"), "/srv", "QUIT"));
    }

    @Test
    void isRunAsTheTaskDefinitionSaysWhereItSaysSomething() {
        var config = config("{\"config\": {\"Entrypoint\": [\"/bin/app\"], \"Cmd\": [\"web\"]}}");

        assertThat(config.commandLine(spec(List.of(), List.of()))).containsExactly("/bin/app", "web");
        assertThat(config.commandLine(spec(List.of(), List.of("api")))).containsExactly("/bin/app", "api");
        assertThat(config.commandLine(spec(List.of("sh"), List.of()))).containsExactly("sh");
        assertThat(config.commandLine(spec(List.of("sh"), List.of("-c")))).containsExactly("sh", "-c");
    }

    private static ImageConfig config(String json) {
        try {
            return ImageConfig.from(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ContainerSpec spec(List<String> entryPoint, List<String> command) {
        return new ContainerSpec("app", "api", "", true, entryPoint, command, Map.of(), 0, 0, Duration.ZERO);
    }
}

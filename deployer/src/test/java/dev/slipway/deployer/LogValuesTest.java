package dev.slipway.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogValuesTest {

    @Test
    void areTexts() throws IOException {
        var values = List.of(
                new ServiceName("shop-api"), new ReleaseId("01JD0000000000000000000041"), Duration.ofSeconds(30));
        var factory = new LogValues().decorate(new JsonMapper().getFactory());

        String json = factory.getCodec() instanceof JsonMapper mapper ? mapper.writeValueAsString(values) : "";

        assertThat(json).isEqualTo("[\"shop-api\",\"01JD0000000000000000000041\",\"PT30S\"]");
    }
}

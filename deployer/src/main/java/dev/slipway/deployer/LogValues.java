package dev.slipway.deployer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import java.time.Duration;
import java.time.Instant;
import net.logstash.logback.decorate.JsonFactoryDecorator;

/** Writes our nouns into the log's JSON as people read them, so that {@code service} is a text. Named in logback.xml. */
public final class LogValues implements JsonFactoryDecorator {

    @Override
    public JsonFactory decorate(JsonFactory factory) {
        var module = new SimpleModule("slipway");
        module.addSerializer(ServiceName.class, ToStringSerializer.instance);
        module.addSerializer(ReleaseId.class, ToStringSerializer.instance);
        module.addSerializer(Digest.class, ToStringSerializer.instance);
        module.addSerializer(Instant.class, ToStringSerializer.instance);
        module.addSerializer(Duration.class, ToStringSerializer.instance);
        ((ObjectMapper) factory.getCodec()).registerModule(module);
        return factory;
    }
}

package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** Jackson, set up as AWS's protocols want members and times written. */
final class Mappers {
    /** Members as Java's components are called: ECS, ECR. */
    static final PropertyNamingStrategy CAMEL = PropertyNamingStrategies.LOWER_CAMEL_CASE;
    /** Members with a capital first letter: everyone else. */
    static final PropertyNamingStrategy PASCAL = PropertyNamingStrategies.UPPER_CAMEL_CASE;

    private Mappers() {}

    /** For the JSON protocols: times are seconds since 1970 with a fraction. */
    static ObjectMapper json(PropertyNamingStrategy naming) {
        return mapper(new JsonFactory(), naming, new EpochSeconds());
    }

    /** For the query protocol: times are ISO 8601. */
    static ObjectMapper xml(PropertyNamingStrategy naming) {
        return mapper(new JsonFactory(), naming, new Iso8601());
    }

    /** For Smithy RPC v2: times are seconds since 1970 under CBOR's tag 1. */
    static ObjectMapper cbor(PropertyNamingStrategy naming) {
        return mapper(new CBORFactory(), naming, new EpochSeconds());
    }

    private static ObjectMapper mapper(
            JsonFactory factory, PropertyNamingStrategy naming, JsonSerializer<Instant> instants) {
        var module = new SimpleModule();
        module.addSerializer(Instant.class, instants);
        module.addDeserializer(Instant.class, new AnyInstant());
        return new ObjectMapper(factory)
                .setPropertyNamingStrategy(naming)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true)
                .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
                .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
                .registerModule(module);
    }

    private static BigDecimal epochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private static final class EpochSeconds extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (generator instanceof CBORGenerator cbor) {
                cbor.writeTag(1);
                cbor.writeNumber(epochSeconds(value).doubleValue());
            } else {
                generator.writeNumber(epochSeconds(value));
            }
        }
    }

    private static final class Iso8601 extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(Instant.ofEpochMilli(value.toEpochMilli()).toString());
        }
    }

    private static final class AnyInstant extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isNumeric()) {
                return Instant.ofEpochMilli(
                        parser.getDecimalValue().movePointRight(3).longValue());
            }
            return Instant.parse(parser.getText());
        }
    }
}

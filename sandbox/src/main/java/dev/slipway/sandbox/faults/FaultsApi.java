package dev.slipway.sandbox.faults;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Reads and sets the plan of faults over HTTP: GET, PUT and DELETE of {@code /_sandbox/faults}. */
public final class FaultsApi {
    private static final String PATH = "/_sandbox/faults";

    private final Faults faults;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationReader())
                    .addSerializer(Duration.class, ToStringSerializer.instance))
            .build();

    public FaultsApi(Faults faults) {
        this.faults = faults;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::tell);
        routes.put(PATH, this::set);
        routes.delete(PATH, context -> {
            faults.follow(FaultPlan.NONE);
            tell(context);
        });
    }

    private void tell(Context context) throws JsonProcessingException {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("plan", faults.plan());
        answer.put("done", faults.done());
        context.contentType("application/json")
                .result(json.writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
    }

    private void set(Context context) throws JsonProcessingException {
        try {
            faults.follow(json.readValue(context.body(), FaultPlan.class));
            tell(context);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            context.status(400)
                    .result("not a plan of faults" + where + ": " + reason(e)
                            + "\nthe plan before is still in force; docs/sandbox.md says how one is written\n");
        }
    }

    private static String reason(JsonProcessingException e) {
        Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException wrong && wrong.getMessage() != null
                ? wrong.getMessage()
                : e.getOriginalMessage();
    }

    /** {@code 500ms}, {@code 2s}, {@code 1m30s}. */
    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().strip().toUpperCase(Locale.ROOT);
            try {
                return text.matches("\\d{1,9}MS")
                        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                        : Duration.parse(text.startsWith("PT") ? text : "PT" + text);
            } catch (DateTimeParseException e) {
                throw context.weirdStringException(parser.getText(), Duration.class, "write it as '500ms' or '2s'");
            }
        }
    }
}

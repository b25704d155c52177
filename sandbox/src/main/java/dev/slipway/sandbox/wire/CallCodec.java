package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.SignedCall;
import dev.slipway.sandbox.model.ecr.LayerStored;
import dev.slipway.sandbox.model.ecr.RegistryOpened;
import dev.slipway.sandbox.model.ecs.ContainerChanged;
import dev.slipway.sandbox.model.ecs.TaskExited;
import dev.slipway.sandbox.model.ecs.TaskLost;
import dev.slipway.sandbox.model.ecs.TaskStarted;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Calls as text and back: AWS's actions as their protocols would have them, and what the world reports. */
public final class CallCodec {
    private static final Pattern READS =
            Pattern.compile("(?:Describe|List|Get|BatchGet|BatchCheck|Test)[A-Z].*|Query|Scan");
    private static final String WORLD = "world";

    private final Apis apis = new Apis();
    private final ObjectMapper plain = Mappers.json(Mappers.CAMEL);
    private final Map<String, Class<? extends Call<?>>> reports = new TreeMap<>();

    public CallCodec() {
        for (Class<? extends Call<?>> report : List.<Class<? extends Call<?>>>of(
                ContainerChanged.class,
                LayerStored.class,
                RegistryOpened.class,
                TargetProbed.class,
                TaskExited.class,
                TaskLost.class,
                TaskStarted.class)) {
            reports.put(report.getSimpleName(), report);
        }
    }

    /**
     * A call as text.
     *
     * @param name {@code ecs:UpdateService}, or {@code world:TaskExited}
     */
    public record Written(String name, ObjectNode members) {}

    /** Whether a call changes nothing, whatever it is answered. */
    public boolean onlyReads(Call<?> call) {
        return READS.matcher(call.getClass().getSimpleName()).matches();
    }

    /** The call as text. */
    public Written write(Call<?> call) {
        String name = call.getClass().getSimpleName();
        return apis.answering(call.getClass())
                .map(api -> new Written(
                        api.names().service() + ":" + name, api.json().valueToTree(call)))
                .orElseGet(() -> new Written(WORLD + ":" + name, plain.valueToTree(call)));
    }

    /**
     * The call that was written so.
     *
     * @throws IllegalArgumentException if no call is written so
     */
    public Call<?> read(String name, ObjectNode members) {
        int colon = name.indexOf(':');
        String whose = name.substring(0, Math.max(0, colon));
        String action = name.substring(colon + 1);
        try {
            Class<? extends Call<?>> report = reports.get(action);
            if (whose.equals(WORLD) && report != null) {
                return plain.treeToValue(members, report);
            }
            return decoded(whose, action, members);
        } catch (JsonProcessingException | AwsRefusal e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private Call<?> decoded(String service, String action, ObjectNode members) {
        Api api = apis.byVersion("", service)
                .orElseThrow(() -> new IllegalArgumentException("there is no service '" + service + "'"));
        String caller = members.path("Caller").asText(members.path("caller").asText());
        if (SignedCall.class.isAssignableFrom(api.type(action))) {
            members.remove(List.of("Caller", "caller"));
        }
        return api.remember(action, members, caller);
    }

    /** A short text that two answers share only if they are alike, as far as chance allows. */
    public String fingerprint(Call<?> call, @Nullable Object answer) {
        var checksum = new CRC32();
        try {
            ObjectMapper mapper = apis.answering(call.getClass()).map(Api::json).orElse(plain);
            checksum.update(
                    answer instanceof AwsRefusal refusal
                            ? (refusal.code() + refusal.getMessage()).getBytes(StandardCharsets.UTF_8)
                            : mapper.writeValueAsBytes(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer to " + call + " can't be written", e);
        }
        return Long.toHexString(checksum.getValue());
    }
}

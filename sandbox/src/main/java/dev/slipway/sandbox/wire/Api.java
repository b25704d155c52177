package dev.slipway.sandbox.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.SignedCall;
import dev.slipway.sandbox.wire.Shapes.Held;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** One AWS service as it is spoken to: its names in the protocols, and the actions that are modelled. */
final class Api {
    /** What a service is called in each place. */
    record Names(String service, String targetPrefix, String version, String xmlNamespace) {}

    private final Names names;
    private final PropertyNamingStrategy naming;
    private final TreeMap<String, Class<? extends Call<?>>> actions = new TreeMap<>();
    private final ObjectMapper json;
    private final Shapes shapes;
    private final Constraints constraints;

    /**
     * A service.
     *
     * @param actions  each is the AWS action of its simple name
     * @param harmless members that may be ignored: {@code Action.member}, or {@code *.member} wherever it stands
     */
    Api(Names names, PropertyNamingStrategy naming, List<Class<? extends Call<?>>> actions, Set<String> harmless) {
        this.names = names;
        this.naming = naming;
        this.json = Mappers.json(naming);
        this.shapes = new Shapes(json, harmless::contains);
        this.constraints = Constraints.of(names.service());
        actions.forEach(action -> this.actions.put(action.getSimpleName(), action));
    }

    Names names() {
        return names;
    }

    PropertyNamingStrategy naming() {
        return naming;
    }

    ObjectMapper json() {
        return json;
    }

    /** Whether this is one of its actions. */
    boolean answers(Class<?> call) {
        return actions.containsValue(call);
    }

    /**
     * What an action of this name becomes.
     *
     * @throws IllegalArgumentException if it is not modelled
     */
    Class<? extends Call<?>> type(String action) {
        Class<? extends Call<?>> type = actions.get(action);
        if (type == null) {
            throw new IllegalArgumentException("there is no action '" + action + "' of " + names.service());
        }
        return type;
    }

    /** The actions that are modelled, in alphabetical order. */
    List<String> actions() {
        return List.copyOf(actions.keySet());
    }

    /**
     * The call that an action with these members is.
     *
     * @param kinds as the protocol writes members
     * @throws AwsRefusal if the sandbox does not model the action or one of its members, or a member has the wrong type
     *     or a value that AWS has not
     */
    Call<?> decode(String action, ObjectNode members, Kinds kinds, String callerArn) {
        return decode(action, members, callerArn, new Held(constraints, kinds));
    }

    /** As {@link #decode}, for a call that was taken once: what may be asked is not for it to say any more. */
    Call<?> remember(String action, ObjectNode members, String callerArn) {
        return decode(action, members, callerArn, new Held(Constraints.NONE, Kinds.ALL_TEXT));
    }

    private Call<?> decode(String action, ObjectNode members, String callerArn, Held held) {
        Class<? extends Call<?>> type = actions.get(action);
        if (type == null) {
            throw AwsRefusal.client(
                    "UnknownOperationException",
                    "The sandbox does not model " + names.service() + " " + action + ". Of " + names.service()
                            + " it models: " + String.join(", ", actions.keySet()) + ".");
        }
        shapes.settle(members, type, action, held);
        if (SignedCall.class.isAssignableFrom(type)) {
            members.put(naming.equals(Mappers.PASCAL) ? "Caller" : "caller", callerArn);
        }
        try {
            return json.treeToValue(members, type);
        } catch (JsonProcessingException e) {
            throw AwsRefusal.client("SerializationException", action + ": " + e.getOriginalMessage());
        }
    }
}

package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.Attribute;
import dev.slipway.sandbox.model.elb.DescribeListenerAttributes;
import dev.slipway.sandbox.model.elb.ModifyListenerAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The attributes of an Application Load Balancer's listeners, all as AWS has them unless said. Others would change headers,
 * which the data plane does not, so they are refused.
 */
final class ListenerAttributes {
    private static final Map<String, String> DEFAULTS = defaults();

    private final Inventory inventory;

    ListenerAttributes(Inventory inventory) {
        this.inventory = inventory;
    }

    private static Map<String, String> defaults() {
        var defaults = new TreeMap<String, String>();
        defaults.put("routing.http.response.server.enabled", "true");
        Stream.of(
                        "strict_transport_security",
                        "access_control_allow_origin",
                        "access_control_allow_methods",
                        "access_control_allow_headers",
                        "access_control_allow_credentials",
                        "access_control_expose_headers",
                        "access_control_max_age",
                        "content_security_policy",
                        "x_content_type_options",
                        "x_frame_options")
                .forEach(header -> defaults.put("routing.http.response." + header + ".header_value", ""));
        return defaults;
    }

    void register(Handlers handlers) {
        handlers.on(DescribeListenerAttributes.class, (call, now) -> {
            inventory.listener(call.listenerArn());
            return new DescribeListenerAttributes.Result(shown());
        });
        handlers.on(ModifyListenerAttributes.class, (call, now) -> {
            inventory.listener(call.listenerArn());
            call.attributes().forEach(ListenerAttributes::check);
            return new ModifyListenerAttributes.Result(shown());
        });
    }

    private static List<Attribute> shown() {
        return BalancerCalls.shown(DEFAULTS);
    }

    private static void check(Attribute wanted) {
        String known = DEFAULTS.get(wanted.key());
        if (known == null) {
            throw AwsRefusal.client(
                    "InvalidConfigurationRequest",
                    "Listener attribute key '" + wanted.key() + "' is not recognized; the keys are "
                            + String.join(", ", DEFAULTS.keySet()));
        }
        if (!known.equals(wanted.value())) {
            throw AwsRefusal.notModelled("The sandbox models the listener attribute '" + wanted.key()
                    + "' with the value '" + known + "' only, not '" + wanted.value() + "'.");
        }
    }
}

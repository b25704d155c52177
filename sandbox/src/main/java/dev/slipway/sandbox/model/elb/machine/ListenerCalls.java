package dev.slipway.sandbox.model.elb.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.Certificate;
import dev.slipway.sandbox.model.elb.CreateListener;
import dev.slipway.sandbox.model.elb.DeleteListener;
import dev.slipway.sandbox.model.elb.DescribeListeners;
import dev.slipway.sandbox.model.elb.Listener;
import dev.slipway.sandbox.model.elb.ModifyListener;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls about listeners. */
final class ListenerCalls {
    private static final String DEFAULT_POLICY = "ELBSecurityPolicy-2016-08";

    private final Inventory inventory;
    private final Routing routing;

    ListenerCalls(Inventory inventory, Routing routing) {
        this.inventory = inventory;
        this.routing = routing;
    }

    void register(Handlers handlers) {
        handlers.on(CreateListener.class, this::create);
        handlers.on(DescribeListeners.class, this::describe);
        handlers.on(ModifyListener.class, this::modify);
        handlers.on(DeleteListener.class, this::delete);
    }

    private CreateListener.Result create(CreateListener call, Instant now) {
        var balancer = inventory.balancer(call.loadBalancerArn());
        int port = port(call.port(), balancer, null);
        String protocol = protocol(requireNonNullElse(call.protocol(), "HTTP"));
        var actions = Actions.checked(call.defaultActions(), inventory.groups::containsKey);
        String path = balancer.path() + "/" + inventory.ids.hex(16);
        var shape = new Listener(
                inventory.arn("listener/" + path),
                balancer.arn,
                port,
                protocol,
                call.certificates(),
                policy(protocol, call.sslPolicy()),
                actions);
        var defaultRule = new RuleState(
                inventory.arn("listener-rule/" + path + "/" + inventory.ids.hex(16)),
                RuleState.DEFAULT,
                List.of(),
                actions,
                List.of());
        inventory.listeners.put(shape.listenerArn(), new ListenerState(balancer, shape, defaultRule, call.tags()));
        routing.usesMayHaveChanged(now);
        return new CreateListener.Result(List.of(shape));
    }

    private int port(@Nullable Integer port, BalancerState balancer, @Nullable ListenerState self) {
        if (port == null || port < 1 || port > 65535) {
            throw AwsRefusal.client("ValidationError", "The port '" + port + "' is not valid; it must be 1 to 65535");
        }
        for (ListenerState other : inventory.listeners.values()) {
            if (other != self && other.shape.port() == port) {
                // On one machine the ports of all load balancers are the same ports.
                throw AwsRefusal.client(
                        "DuplicateListener",
                        "A listener already exists on this port for this load balancer '" + other.balancer.arn + "'"
                                + (other.balancer == balancer ? "" : " (here all load balancers share their ports)"));
            }
        }
        return port;
    }

    private static String protocol(String protocol) {
        if (!List.of("HTTP", "HTTPS").contains(protocol)) {
            throw AwsRefusal.client(
                    "UnsupportedProtocol", "Protocol '" + protocol + "' is not modelled; use HTTP or HTTPS");
        }
        return protocol;
    }

    private static @Nullable String policy(String protocol, @Nullable String policy) {
        return "HTTPS".equals(protocol) ? requireNonNullElse(policy, DEFAULT_POLICY) : null;
    }

    private DescribeListeners.Result describe(DescribeListeners call, Instant now) {
        call.listenerArns().forEach(inventory::listener);
        if (call.loadBalancerArn() != null) {
            inventory.balancer(call.loadBalancerArn());
        } else if (call.listenerArns().isEmpty()) {
            throw AwsRefusal.client("ValidationError", "You must specify either listener ARNs or a load balancer ARN");
        }
        var page = Markers.page(
                inventory.listeners.values().stream()
                        .filter(each ->
                                call.loadBalancerArn() == null || each.balancer.arn.equals(call.loadBalancerArn()))
                        .filter(each -> call.listenerArns().isEmpty()
                                || call.listenerArns().contains(each.arn))
                        .map(ListenerCalls::shown)
                        .toList(),
                call.marker(),
                call.pageSize());
        return new DescribeListeners.Result(page.items(), page.next());
    }

    private ModifyListener.Result modify(ModifyListener call, Instant now) {
        var listener = inventory.listener(call.listenerArn());
        var old = listener.shape;
        int port = call.port() == null ? old.port() : port(call.port(), listener.balancer, listener);
        String protocol = protocol(requireNonNullElse(call.protocol(), old.protocol()));
        List<Certificate> certificates = call.certificates() == null ? old.certificates() : call.certificates();
        var actions = call.defaultActions() == null
                ? listener.defaultRule().actions
                : Actions.checked(call.defaultActions(), inventory.groups::containsKey);
        String policy = policy(protocol, call.sslPolicy() == null ? old.sslPolicy() : call.sslPolicy());
        listener.shape =
                new Listener(old.listenerArn(), old.loadBalancerArn(), port, protocol, certificates, policy, actions);
        routing.route(listener.defaultRule(), actions, now);
        inventory.changed();
        return new ModifyListener.Result(List.of(shown(listener)));
    }

    private DeleteListener.Result delete(DeleteListener call, Instant now) {
        inventory.listener(call.listenerArn());
        inventory.listeners.remove(call.listenerArn());
        routing.usesMayHaveChanged(now);
        return new DeleteListener.Result();
    }

    private static Listener shown(ListenerState listener) {
        var shape = listener.shape;
        return new Listener(
                shape.listenerArn(),
                shape.loadBalancerArn(),
                shape.port(),
                shape.protocol(),
                shape.certificates(),
                shape.sslPolicy(),
                listener.defaultRule().actions);
    }
}

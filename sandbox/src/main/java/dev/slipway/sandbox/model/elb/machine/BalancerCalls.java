package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.Attribute;
import dev.slipway.sandbox.model.elb.AvailabilityZone;
import dev.slipway.sandbox.model.elb.CreateLoadBalancer;
import dev.slipway.sandbox.model.elb.DeleteLoadBalancer;
import dev.slipway.sandbox.model.elb.DescribeCapacityReservation;
import dev.slipway.sandbox.model.elb.DescribeLoadBalancerAttributes;
import dev.slipway.sandbox.model.elb.DescribeLoadBalancers;
import dev.slipway.sandbox.model.elb.LoadBalancer;
import dev.slipway.sandbox.model.elb.LoadBalancerState;
import dev.slipway.sandbox.model.elb.ModifyLoadBalancerAttributes;
import dev.slipway.sandbox.model.elb.SetSecurityGroups;
import dev.slipway.sandbox.model.elb.SetSubnets;
import dev.slipway.sandbox.model.elb.SubnetMapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The calls about load balancers. */
final class BalancerCalls {
    /** How often reserved capacity may be reduced in a day. */
    private static final int REDUCTIONS_A_DAY = 2;

    private final Inventory inventory;

    BalancerCalls(Inventory inventory) {
        this.inventory = inventory;
    }

    void register(Handlers handlers) {
        handlers.on(CreateLoadBalancer.class, this::create);
        handlers.on(DescribeLoadBalancers.class, this::describe);
        handlers.on(DeleteLoadBalancer.class, this::delete);
        handlers.on(DescribeLoadBalancerAttributes.class, this::attributes);
        handlers.on(ModifyLoadBalancerAttributes.class, this::modify);
        handlers.on(SetSecurityGroups.class, this::set);
        handlers.on(SetSubnets.class, this::set);
        handlers.on(DescribeCapacityReservation.class, (call, now) -> {
            inventory.balancer(call.loadBalancerArn());
            return new DescribeCapacityReservation.Result(REDUCTIONS_A_DAY, List.of());
        });
    }

    private CreateLoadBalancer.Result create(CreateLoadBalancer call, Instant now) {
        if (!"application".equals(Objects.requireNonNullElse(call.type(), "application"))) {
            throw AwsRefusal.client(
                    "InvalidConfigurationRequest",
                    "Load balancer type '" + call.type() + "' is not modelled; use application");
        }
        if (inventory.balancers.values().stream()
                .anyMatch(each -> each.shape.loadBalancerName().equals(call.name()))) {
            throw AwsRefusal.client(
                    "DuplicateLoadBalancerName",
                    "A load balancer with the same name '" + call.name() + "' exists, but with different settings");
        }
        var balancer = new BalancerState(shape(call, now), call.tags());
        inventory.balancers.put(balancer.arn, balancer);
        return new CreateLoadBalancer.Result(List.of(balancer.shape));
    }

    private LoadBalancer shape(CreateLoadBalancer call, Instant now) {
        String path = "app/" + call.name() + "/" + inventory.ids.hex(16);
        // Every listener is opened on this machine, so this is the name under which clients find it.
        return new LoadBalancer(
                inventory.arn("loadbalancer/" + path),
                "127.0.0.1",
                "Z32O12XQLNTSW2",
                now,
                call.name(),
                Objects.requireNonNullElse(call.scheme(), "internet-facing"),
                "vpc-0123456789abcdef0",
                new LoadBalancerState("active"),
                "application",
                zones(Stream.concat(
                        call.subnets().stream(), call.subnetMappings().stream().map(SubnetMapping::subnetId))),
                call.securityGroups(),
                Objects.requireNonNullElse(call.ipAddressType(), "ipv4"));
    }

    private SetSecurityGroups.Result set(SetSecurityGroups call, Instant now) {
        var balancer = inventory.balancer(call.loadBalancerArn());
        balancer.shape = balancer.shape.with(balancer.shape.availabilityZones(), call.securityGroups());
        return new SetSecurityGroups.Result(call.securityGroups());
    }

    private SetSubnets.Result set(SetSubnets call, Instant now) {
        var balancer = inventory.balancer(call.loadBalancerArn());
        balancer.shape = balancer.shape.with(zones(call.subnets().stream()), balancer.shape.securityGroups());
        return new SetSubnets.Result(balancer.shape.availabilityZones());
    }

    private List<AvailabilityZone> zones(Stream<String> subnets) {
        var zones = new ArrayList<AvailabilityZone>();
        subnets.forEach(subnet ->
                zones.add(new AvailabilityZone(inventory.identity.region() + (char) ('a' + zones.size() % 3), subnet)));
        return zones;
    }

    private DescribeLoadBalancers.Result describe(DescribeLoadBalancers call, Instant now) {
        call.loadBalancerArns().forEach(inventory::balancer);
        for (String name : call.names()) {
            if (inventory.balancers.values().stream()
                    .noneMatch(each -> each.shape.loadBalancerName().equals(name))) {
                throw AwsRefusal.client("LoadBalancerNotFound", "Load balancers '[" + name + "]' not found");
            }
        }
        boolean all = call.loadBalancerArns().isEmpty() && call.names().isEmpty();
        var page = Markers.page(
                inventory.balancers.values().stream()
                        .filter(each -> all
                                || call.loadBalancerArns().contains(each.arn)
                                || call.names().contains(each.shape.loadBalancerName()))
                        .map(each -> each.shape)
                        .toList(),
                call.marker(),
                call.pageSize());
        return new DescribeLoadBalancers.Result(page.items(), page.next());
    }

    private DeleteLoadBalancer.Result delete(DeleteLoadBalancer call, Instant now) {
        var balancer = inventory.balancers.get(call.loadBalancerArn());
        if (balancer != null && "true".equals(balancer.attributes.get("deletion_protection.enabled"))) {
            throw AwsRefusal.client(
                    "OperationNotPermitted",
                    "Load balancer '" + balancer.arn + "' cannot be deleted because deletion protection is enabled");
        }
        inventory.listeners.values().removeIf(each -> each.balancer.arn.equals(call.loadBalancerArn()));
        inventory.balancers.remove(call.loadBalancerArn());
        inventory.changed();
        return new DeleteLoadBalancer.Result();
    }

    private DescribeLoadBalancerAttributes.Result attributes(DescribeLoadBalancerAttributes call, Instant now) {
        return new DescribeLoadBalancerAttributes.Result(shown(inventory.balancer(call.loadBalancerArn()).attributes));
    }

    private ModifyLoadBalancerAttributes.Result modify(ModifyLoadBalancerAttributes call, Instant now) {
        var attributes = inventory.balancer(call.loadBalancerArn()).attributes;
        AttributeRules.LOAD_BALANCER.check(call.attributes());
        call.attributes().forEach(each -> attributes.put(each.key(), each.value()));
        inventory.changed();
        return new ModifyLoadBalancerAttributes.Result(shown(attributes));
    }

    static List<Attribute> shown(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(each -> new Attribute(each.getKey(), each.getValue()))
                .toList();
    }
}

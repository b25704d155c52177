package dev.slipway.sandbox.model.elb.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.elb.CreateTargetGroup;
import dev.slipway.sandbox.model.elb.DeleteTargetGroup;
import dev.slipway.sandbox.model.elb.DescribeTargetGroupAttributes;
import dev.slipway.sandbox.model.elb.DescribeTargetGroups;
import dev.slipway.sandbox.model.elb.Matcher;
import dev.slipway.sandbox.model.elb.ModifyTargetGroup;
import dev.slipway.sandbox.model.elb.ModifyTargetGroupAttributes;
import dev.slipway.sandbox.model.elb.TargetGroup;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The calls about target groups. */
final class TargetGroupCalls {
    /** "You can specify values between 200 and 499" (botocore's model, Matcher). */
    private static final Pattern CODES = Pattern.compile("[2-4]\\d\\d(-[2-4]\\d\\d)?(,[2-4]\\d\\d(-[2-4]\\d\\d)?)*");

    private final Inventory inventory;

    TargetGroupCalls(Inventory inventory) {
        this.inventory = inventory;
    }

    void register(Handlers handlers) {
        handlers.on(CreateTargetGroup.class, this::create);
        handlers.on(DescribeTargetGroups.class, this::describe);
        handlers.on(ModifyTargetGroup.class, this::modify);
        handlers.on(DeleteTargetGroup.class, this::delete);
        handlers.on(DescribeTargetGroupAttributes.class, this::attributes);
        handlers.on(ModifyTargetGroupAttributes.class, this::modifyAttributes);
    }

    private CreateTargetGroup.Result create(CreateTargetGroup call, Instant now) {
        if (inventory.groups.values().stream().anyMatch(each -> each.name.equals(call.name()))) {
            throw AwsRefusal.client(
                    "DuplicateTargetGroupName",
                    "A target group with the same name '" + call.name() + "' exists, but with different settings");
        }
        only("Protocol", "HTTP", call.protocol());
        only("ProtocolVersion", "HTTP1", call.protocolVersion());
        checkHealthCheck(call.healthCheckProtocol(), call.healthCheckPort(), call.matcher());
        if (!"ip".equals(call.targetType())) {
            throw AwsRefusal.client(
                    "InvalidConfigurationRequest",
                    "Target type '" + requireNonNullElse(call.targetType(), "instance") + "' is not modelled; use ip");
        }
        var group = new TargetGroupState(shape(call), call.tags());
        inventory.groups.put(group.arn, group);
        return new CreateTargetGroup.Result(List.of(shown(group)));
    }

    private static void checkHealthCheck(@Nullable String protocol, @Nullable String port, @Nullable Matcher matcher) {
        only("HealthCheckProtocol", "HTTP", protocol);
        if (port != null && !port.equals("traffic-port") && !isPort(port)) {
            throw AwsRefusal.client(
                    "ValidationError",
                    "Health check port '" + port + "' must be 'traffic-port' or between 1 and 65535, inclusive");
        }
        if (matcher != null && !CODES.matcher(matcher.httpCode()).matches()) {
            throw AwsRefusal.client(
                    "ValidationError",
                    "Health check matcher HTTP code '" + matcher.httpCode()
                            + "' must be a single value from 200 to 499,"
                            + " several such as '200,202', or a range such as '200-299'");
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }

    /** Targets are asked in HTTP/1.1, whatever a group says. */
    private static void only(String member, String modelled, @Nullable String wanted) {
        if (wanted != null && !wanted.equals(modelled)) {
            throw AwsRefusal.notModelled("The sandbox models target groups with the " + member + " '" + modelled
                    + "' only, not '" + wanted + "'.");
        }
    }

    private TargetGroup shape(CreateTargetGroup call) {
        // Defaults as the API reference of CreateTargetGroup says them for HTTP and ip targets.
        return new TargetGroup(
                inventory.arn("targetgroup/" + call.name() + "/" + inventory.ids.hex(16)),
                call.name(),
                requireNonNullElse(call.protocol(), "HTTP"),
                requireNonNullElse(call.port(), 80),
                call.vpcId(),
                requireNonNullElse(call.healthCheckProtocol(), "HTTP"),
                requireNonNullElse(call.healthCheckPort(), "traffic-port"),
                requireNonNullElse(call.healthCheckEnabled(), true),
                requireNonNullElse(call.healthCheckIntervalSeconds(), 30),
                requireNonNullElse(call.healthCheckTimeoutSeconds(), 5),
                requireNonNullElse(call.healthyThresholdCount(), 5),
                requireNonNullElse(call.unhealthyThresholdCount(), 2),
                requireNonNullElse(call.healthCheckPath(), "/"),
                requireNonNullElse(call.matcher(), new Matcher("200")),
                List.of(),
                "ip",
                requireNonNullElse(call.protocolVersion(), "HTTP1"),
                requireNonNullElse(call.ipAddressType(), "ipv4"));
    }

    private DescribeTargetGroups.Result describe(DescribeTargetGroups call, Instant now) {
        call.targetGroupArns().forEach(inventory::group);
        if (call.loadBalancerArn() != null) {
            inventory.balancer(call.loadBalancerArn());
        }
        for (String name : call.names()) {
            if (inventory.groups.values().stream().noneMatch(each -> each.name.equals(name))) {
                throw AwsRefusal.client("TargetGroupNotFound", "One or more target groups not found");
            }
        }
        var page = Markers.page(
                inventory.groups.values().stream()
                        .filter(each -> call.targetGroupArns().isEmpty()
                                || call.targetGroupArns().contains(each.arn))
                        .filter(each -> call.names().isEmpty() || call.names().contains(each.name))
                        .map(this::shown)
                        .filter(each -> call.loadBalancerArn() == null
                                || each.loadBalancerArns().contains(call.loadBalancerArn()))
                        .toList(),
                call.marker(),
                call.pageSize());
        return new DescribeTargetGroups.Result(page.items(), page.next());
    }

    private ModifyTargetGroup.Result modify(ModifyTargetGroup call, Instant now) {
        var group = inventory.group(call.targetGroupArn());
        var old = group.shape;
        checkHealthCheck(call.healthCheckProtocol(), call.healthCheckPort(), call.matcher());
        group.shape = new TargetGroup(
                old.targetGroupArn(),
                old.targetGroupName(),
                old.protocol(),
                old.port(),
                old.vpcId(),
                requireNonNullElse(call.healthCheckProtocol(), old.healthCheckProtocol()),
                requireNonNullElse(call.healthCheckPort(), old.healthCheckPort()),
                requireNonNullElse(call.healthCheckEnabled(), old.healthCheckEnabled()),
                requireNonNullElse(call.healthCheckIntervalSeconds(), old.healthCheckIntervalSeconds()),
                requireNonNullElse(call.healthCheckTimeoutSeconds(), old.healthCheckTimeoutSeconds()),
                requireNonNullElse(call.healthyThresholdCount(), old.healthyThresholdCount()),
                requireNonNullElse(call.unhealthyThresholdCount(), old.unhealthyThresholdCount()),
                requireNonNullElse(call.healthCheckPath(), old.healthCheckPath()),
                requireNonNullElse(call.matcher(), old.matcher()),
                List.of(),
                old.targetType(),
                old.protocolVersion(),
                old.ipAddressType());
        inventory.changed();
        return new ModifyTargetGroup.Result(List.of(shown(group)));
    }

    private DeleteTargetGroup.Result delete(DeleteTargetGroup call, Instant now) {
        if (inventory.isUsed(call.targetGroupArn())) {
            throw AwsRefusal.client(
                    "ResourceInUse",
                    "Target group '" + call.targetGroupArn() + "' is currently in use by a listener or a rule");
        }
        inventory.groups.remove(call.targetGroupArn());
        inventory.changed();
        return new DeleteTargetGroup.Result();
    }

    private DescribeTargetGroupAttributes.Result attributes(DescribeTargetGroupAttributes call, Instant now) {
        return new DescribeTargetGroupAttributes.Result(
                BalancerCalls.shown(inventory.group(call.targetGroupArn()).attributes));
    }

    private ModifyTargetGroupAttributes.Result modifyAttributes(ModifyTargetGroupAttributes call, Instant now) {
        var attributes = inventory.group(call.targetGroupArn()).attributes;
        AttributeRules.TARGET_GROUP.check(call.attributes());
        call.attributes().forEach(each -> attributes.put(each.key(), each.value()));
        return new ModifyTargetGroupAttributes.Result(BalancerCalls.shown(attributes));
    }

    private TargetGroup shown(TargetGroupState group) {
        var users = inventory.listeners.values().stream()
                .filter(listener -> listener.rules().stream().anyMatch(rule -> rule.names(group.arn)))
                .map(listener -> listener.balancer.arn)
                .distinct()
                .toList();
        var shape = group.shape;
        return new TargetGroup(
                shape.targetGroupArn(),
                shape.targetGroupName(),
                shape.protocol(),
                shape.port(),
                shape.vpcId(),
                shape.healthCheckProtocol(),
                shape.healthCheckPort(),
                shape.healthCheckEnabled(),
                shape.healthCheckIntervalSeconds(),
                shape.healthCheckTimeoutSeconds(),
                shape.healthyThresholdCount(),
                shape.unhealthyThresholdCount(),
                shape.healthCheckPath(),
                shape.matcher(),
                users,
                shape.targetType(),
                shape.protocolVersion(),
                shape.ipAddressType());
    }
}

package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.elb.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The attributes of one kind of thing, their defaults and what their values may be: as botocore's model documents them at
 * {@code LoadBalancerAttribute} and {@code TargetGroupAttribute} for Application Load Balancers with targets of type ip.
 */
final class AttributeRules {
    /** Of a change of attributes: documented at ModifyLoadBalancerAttributes and ModifyTargetGroupAttributes. */
    private static final String REFUSED = "InvalidConfigurationRequest";

    private static final Pattern BOOLEAN = Pattern.compile("true|false");
    private static final Pattern ANYTHING = Pattern.compile(".{0,1024}");
    private static final int WEEK_SECONDS = 604_800;

    static final AttributeRules LOAD_BALANCER = new AttributeRules("Load balancer")
            .obeyed("deletion_protection.enabled", "false", BOOLEAN)
            .obeyed("idle_timeout.timeout_seconds", "60", 1, 4000)
            .kept("access_logs.s3.enabled", "false", BOOLEAN)
            .kept("access_logs.s3.bucket", "", ANYTHING)
            .kept("access_logs.s3.prefix", "", ANYTHING)
            .kept("connection_logs.s3.enabled", "false", BOOLEAN)
            .kept("connection_logs.s3.bucket", "", ANYTHING)
            .kept("connection_logs.s3.prefix", "", ANYTHING)
            .kept("health_check_logs.s3.enabled", "false", BOOLEAN)
            .kept("health_check_logs.s3.bucket", "", ANYTHING)
            .kept("health_check_logs.s3.prefix", "", ANYTHING)
            .kept("ipv6.deny_all_igw_traffic", "false", BOOLEAN)
            .kept("waf.fail_open.enabled", "false", BOOLEAN)
            .kept("zonal_shift.config.enabled", "false", BOOLEAN)
            .kept("routing.http.drop_invalid_header_fields.enabled", "false", BOOLEAN)
            .fixed("client_keep_alive.seconds", "3600")
            .fixed("load_balancing.cross_zone.enabled", "true")
            .fixed("routing.http.desync_mitigation_mode", "defensive")
            .fixed("routing.http.preserve_host_header.enabled", "false")
            .fixed("routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false")
            .fixed("routing.http.xff_client_port.enabled", "false")
            .fixed("routing.http.xff_header_processing.mode", "append")
            .fixed("routing.http2.enabled", "true");

    static final AttributeRules TARGET_GROUP = new AttributeRules("Target group")
            .obeyed("deregistration_delay.timeout_seconds", "300", 0, 3600)
            .kept(
                    "load_balancing.cross_zone.enabled",
                    "use_load_balancer_configuration",
                    Pattern.compile("true|false|use_load_balancer_configuration"))
            .kept("stickiness.type", "lb_cookie", Pattern.compile("lb_cookie|app_cookie"))
            .kept("stickiness.lb_cookie.duration_seconds", "86400", 1, WEEK_SECONDS)
            .kept("stickiness.app_cookie.duration_seconds", "86400", 1, WEEK_SECONDS)
            .kept("stickiness.app_cookie.cookie_name", "", ANYTHING)
            .kept(
                    "target_group_health.dns_failover.minimum_healthy_targets.count",
                    "1",
                    Pattern.compile("off|[1-9]\\d{0,4}"))
            .kept(
                    "target_group_health.dns_failover.minimum_healthy_targets.percentage",
                    "off",
                    Pattern.compile("off|[1-9]\\d?|100"))
            .fixed("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1")
            .fixed("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off")
            .fixed("stickiness.enabled", "false")
            .fixed("load_balancing.algorithm.type", "round_robin")
            .fixed("load_balancing.algorithm.anomaly_mitigation", "off")
            .fixed("slow_start.duration_seconds", "0");

    private final String whose;
    private final Map<String, Rule> rules = new TreeMap<>();

    /** Whether a text may be the value of an attribute. */
    private interface Allowed {
        boolean is(String value);
    }

    /**
     * What an attribute may be.
     *
     * @param usual   its value unless said
     * @param says    what is allowed, in words
     * @param isFixed whether another value that AWS would take changes what happens in a way that is not modelled
     */
    private record Rule(String usual, Allowed allowed, String says, boolean isFixed) {}

    private AttributeRules(String whose) {
        this.whose = whose;
    }

    private AttributeRules obeyed(String key, String usual, Pattern allowed) {
        return rule(key, usual, value -> allowed.matcher(value).matches(), allowed.pattern(), false);
    }

    private AttributeRules obeyed(String key, String usual, int least, int most) {
        return rule(
                key,
                usual,
                value -> value.matches("\\d{1,9}")
                        && Integer.parseInt(value) >= least
                        && Integer.parseInt(value) <= most,
                least + " to " + most,
                false);
    }

    /** Read back as it was written; on one machine nothing comes of it. */
    private AttributeRules kept(String key, String usual, Pattern allowed) {
        return obeyed(key, usual, allowed);
    }

    private AttributeRules kept(String key, String usual, int least, int most) {
        return obeyed(key, usual, least, most);
    }

    private AttributeRules fixed(String key, String value) {
        return rule(key, value, value::equals, value, true);
    }

    private AttributeRules rule(String key, String usual, Allowed allowed, String says, boolean isFixed) {
        rules.put(key, new Rule(usual, allowed, says, isFixed));
        return this;
    }

    /** The attributes of a new one. */
    Map<String, String> usual() {
        var usual = new TreeMap<String, String>();
        rules.forEach((key, rule) -> usual.put(key, rule.usual()));
        return usual;
    }

    /**
     * Checks all before any is changed.
     *
     * @throws AwsRefusal if AWS has no such attribute or would not take its value, or the sandbox does not model it
     */
    void check(List<Attribute> wanted) {
        wanted.forEach(this::check);
    }

    private void check(Attribute wanted) {
        Rule rule = rules.get(wanted.key());
        if (rule == null) {
            throw AwsRefusal.client(
                    REFUSED,
                    whose + " attribute key '" + wanted.key() + "' is not recognized; the keys are "
                            + String.join(", ", rules.keySet()));
        }
        if (rule.allowed().is(wanted.value())) {
            return;
        }
        if (rule.isFixed()) {
            throw AwsRefusal.notModelled("The sandbox models the " + whose.toLowerCase(Locale.ROOT) + " attribute '"
                    + wanted.key() + "' with the value '" + rule.usual() + "' only, not '" + wanted.value() + "'.");
        }
        throw AwsRefusal.client(
                REFUSED,
                whose + " attribute '" + wanted.key() + "' can't be '" + wanted.value() + "'; allowed is "
                        + rule.says().replace("|", " or "));
    }
}

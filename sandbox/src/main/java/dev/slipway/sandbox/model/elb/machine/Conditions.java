package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Condition;
import dev.slipway.sandbox.model.elb.HostHeaderConfig;
import dev.slipway.sandbox.model.elb.HttpRequestMethodConfig;
import dev.slipway.sandbox.model.elb.PathPatternConfig;
import dev.slipway.sandbox.model.elb.RuleCondition;
import java.util.List;

/** What ELB does with the conditions it is given. */
final class Conditions {
    private Conditions() {}

    /**
     * The condition as ELB gives it back: path and host both in the old form and in the new.
     *
     * @throws AwsRefusal if its field is not modelled or it has no value
     */
    static RuleCondition checked(RuleCondition condition) {
        String field = field(condition);
        List<String> values = values(field, condition);
        if (values.isEmpty()) {
            throw AwsRefusal.client("ValidationError", "A condition value must be specified for field '" + field + "'");
        }
        return switch (field) {
            case "path-pattern" -> new RuleCondition(field, values, null, new PathPatternConfig(values), null, null);
            case "host-header" -> new RuleCondition(field, values, new HostHeaderConfig(values), null, null, null);
            case "http-request-method" ->
                new RuleCondition(field, List.of(), null, null, null, new HttpRequestMethodConfig(values));
            default -> new RuleCondition(field, List.of(), null, null, condition.httpHeaderConfig(), null);
        };
    }

    private static String field(RuleCondition condition) {
        if (condition.field() != null) {
            return condition.field();
        }
        if (condition.pathPatternConfig() != null) {
            return "path-pattern";
        }
        if (condition.hostHeaderConfig() != null) {
            return "host-header";
        }
        return condition.httpRequestMethodConfig() != null ? "http-request-method" : "http-header";
    }

    private static List<String> values(String field, RuleCondition condition) {
        var path = condition.pathPatternConfig();
        var host = condition.hostHeaderConfig();
        var header = condition.httpHeaderConfig();
        var method = condition.httpRequestMethodConfig();
        return switch (field) {
            case "path-pattern" -> path == null ? condition.values() : path.values();
            case "host-header" -> host == null ? condition.values() : host.values();
            case "http-header" -> header == null ? List.of() : header.values();
            case "http-request-method" -> method == null ? List.of() : method.values();
            default ->
                throw AwsRefusal.client(
                        "ValidationError",
                        "Condition field '" + field
                                + "' is not modelled; use path-pattern, host-header, http-header or http-request-method");
        };
    }

    /** The checked condition as the data plane needs it. */
    static Condition forDataPlane(RuleCondition condition) {
        String field = field(condition);
        List<String> values = values(field, condition);
        var header = condition.httpHeaderConfig();
        return switch (field) {
            case "path-pattern" -> new Condition.PathPattern(values);
            case "host-header" -> new Condition.HostHeader(values);
            case "http-request-method" -> new Condition.HttpRequestMethod(values);
            default -> new Condition.HttpHeader(header == null ? "" : header.httpHeaderName(), values);
        };
    }
}

package dev.slipway.sandbox.model.ssm;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ssm.Ssm.PutParameter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What Parameter Store accepts: names, values, patterns. Limits from docs/aws.md, Parameter Store. */
final class ParameterRules {
    private static final Pattern NAME = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");
    private static final Pattern RESERVED = Pattern.compile("(?i)/?(aws|ssm)([/_.-].*)?");
    private static final List<String> TYPES = List.of("String", "StringList", "SecureString");
    private static final int LEVELS = 15;

    private ParameterRules() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches() || RESERVED.matcher(name).matches()) {
            throw invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive)."
                    + " If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be"
                    + " formed as a mix of letters, numbers and the following 3 symbols .-_");
        }
        if (name.contains("/") && !name.startsWith("/")) {
            throw invalid("Parameter name must be a fully qualified name.");
        }
        if (name.chars().filter(c -> c == '/').count() > LEVELS) {
            throw AwsRefusal.client(
                    "HierarchyLevelLimitExceededException",
                    "A hierarchy can have a maximum of 15 levels. For more information, see About requirements and"
                            + " constraints for parameter names in the AWS Systems Manager User Guide.");
        }
    }

    static void checkValue(String value, String tier) {
        if (value.isEmpty()) {
            throw invalid("1 validation error detected: Value at 'value' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1.");
        }
        int limit = tier.equals("Standard") ? 4096 : 8192;
        if (value.length() > limit) {
            throw invalid(tier + " tier parameters support a maximum parameter value of " + limit + " characters."
                    + (limit == 4096
                            ? " To create a larger parameter value, upgrade the parameter to use the"
                                    + " advanced-parameter tier."
                            : ""));
        }
        if (value.contains("{{") && value.contains("}}")) {
            throw invalid("Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");
        }
    }

    static void checkPattern(String value, @Nullable String allowedPattern) {
        if (allowedPattern == null) {
            return;
        }
        try {
            if (Pattern.compile(allowedPattern).matcher(value).matches()) {
                return;
            }
        } catch (PatternSyntaxException e) {
            throw AwsRefusal.client(
                    "InvalidAllowedPatternException", "The request does not meet the regular expression requirement.");
        }
        throw AwsRefusal.client(
                "ParameterPatternMismatchException",
                "Parameter value, cannot be validated against allowedPattern: " + allowedPattern);
    }

    /** The type of a parameter that is being created. */
    static String typeOfNew(PutParameter put) {
        String type = put.type();
        if (type == null) {
            throw invalid("A parameter type is required when you create a parameter.");
        }
        if (!TYPES.contains(type)) {
            throw invalid("1 validation error detected: Value '" + type + "' at 'type' failed to satisfy constraint:"
                    + " Member must satisfy enum value set: [SecureString, StringList, String]");
        }
        return type;
    }

    static AwsRefusal invalid(String message) {
        return AwsRefusal.client("ValidationException", message);
    }
}

package dev.slipway.sandbox.model.ssm;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterHistory;
import dev.slipway.sandbox.model.ssm.Ssm.PutParameter;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What Parameter Store accepts: names, values, patterns. Limits from docs/aws.md, Parameter Store. */
final class ParameterRules {
    private static final Pattern NAME = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");
    private static final Pattern RESERVED = Pattern.compile("(?i)/?(aws|ssm)([/_.-].*)?");
    private static final int LEVELS = 15;
    /** Of the whole ARN, name included: botocore's model, PutParameter's {@code Name}. */
    private static final int NAME_WITH_ARN = 1011;

    private static final int STANDARD_CHARACTERS = 4096;

    private ParameterRules() {}

    /**
     * Checks the name of a parameter that is being put.
     *
     * @param arn its ARN
     */
    static void checkName(String name, String arn) {
        if (arn.length() > NAME_WITH_ARN) {
            throw invalid("Parameter name must be less than " + NAME_WITH_ARN + " characters together with its ARN.");
        }
        checkName(name);
    }

    private static void checkName(String name) {
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
        int limit = tier.equals("Standard") ? STANDARD_CHARACTERS : 8192;
        if (value.length() > limit) {
            throw invalid(tier + " tier parameters support a maximum parameter value of " + limit + " characters."
                    + (limit == STANDARD_CHARACTERS
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
        return type;
    }

    /**
     * "Parameter Store doesn't support changing a parameter type in a hierarchy. For example, you can't change a parameter
     * from a String type to a SecureString type" (botocore's model, HierarchyTypeMismatchException).
     */
    static void checkTypeStays(PutParameter put, String present) {
        if (put.type() != null && !put.type().equals(present)) {
            throw AwsRefusal.client(
                    "HierarchyTypeMismatchException",
                    "The parameter '" + put.name() + "' is a " + present + " and can't become a " + put.type()
                            + ". Create a new, unique parameter.");
        }
    }

    /**
     * The tier of the version that is being put. "If you select Intelligent-Tiering, Parameter Store evaluates the request to
     * determine if the parameter is using a standard parameter or an advanced parameter"; of what it looks at, only the value's
     * length is modelled.
     *
     * @throws AwsRefusal if an advanced parameter is to become a standard one
     */
    static String tier(PutParameter put, @Nullable ParameterHistory before) {
        String wanted = put.tier() == null ? (before == null ? "Standard" : before.tier()) : put.tier();
        boolean wasAdvanced = before != null && before.tier().equals("Advanced");
        if (wanted.equals("Intelligent-Tiering")) {
            return wasAdvanced || put.value().length() > STANDARD_CHARACTERS ? "Advanced" : "Standard";
        }
        if (wasAdvanced && wanted.equals("Standard")) {
            throw invalid("This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the"
                    + " advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the"
                    + " advanced parameter and recreate it as a standard parameter.");
        }
        return wanted;
    }

    static AwsRefusal invalid(String message) {
        return AwsRefusal.client("ValidationException", message);
    }
}

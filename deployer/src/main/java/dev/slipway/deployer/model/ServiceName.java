package dev.slipway.deployer.model;

import java.util.regex.Pattern;

/** The unique name of an ECS service in Slipway's care; {@code all} is reserved. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    // What SSM parameter names and DynamoDB keys can carry without escaping.
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,254}");

    /**
     * A checked name.
     *
     * @throws IllegalArgumentException if it is reserved, or not of letters, digits, '-' and '_'
     */
    public ServiceName {
        if (!isOne(value)) {
            throw new IllegalArgumentException("'" + value
                    + "' can't name a service: letters, digits, '-' and '_' are allowed, and 'all' is reserved");
        }
    }

    /** Whether a text can name a service. */
    public static boolean isOne(String text) {
        return ALLOWED.matcher(text).matches() && !text.equals("all");
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.slipway.smoke.cli;

/**
 * An option of a command.
 *
 * @param name with its dashes: {@code --target}
 * @param value what it takes, for help: {@code URL|NAME}; empty if it takes nothing
 * @param help one sentence or more
 * @param isMany whether it may be given more than once
 */
record Option(String name, String value, String help, boolean isMany) {
    static Option flag(String name, String help) {
        return new Option(name, "", help, false);
    }

    static Option one(String name, String value, String help) {
        return new Option(name, value, help, false);
    }

    static Option many(String name, String value, String help) {
        return new Option(name, value, help, true);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }
}

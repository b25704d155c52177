package dev.slipway.smoke.parse;

/**
 * A suite file's text.
 *
 * @param name what faults and reports call it: {@code suites/todo.yaml}
 */
public record SuiteText(String name, String text) {}

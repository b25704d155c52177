package dev.slipway.testkit.planted.core;

import java.util.List;

/** Keeps the list it was given. */
record Uncopied(List<String> names) {}

package dev.slipway.testkit.planted.core;

/** Can be constructed by anyone. */
final class Open {
    final int count = 1;
}

package dev.slipway.testkit.planted.core;

import java.util.concurrent.atomic.AtomicInteger;

/** Uses a package that is not one of values. */
record Concurrent(AtomicInteger count) {}

package dev.slipway.sandbox.proxy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Takes turns, one count for each name. Safe for use from any thread. */
final class Turns {
    private static final double GOLDEN = 0.6180339887;

    private final Map<String, AtomicLong> taken = new ConcurrentHashMap<>();

    /** 0, 1, and so on up to {@code of} - 1, and again from 0. */
    int next(String name, int of) {
        return (int) (count(name) % of);
    }

    /** Every number from 0 to {@code of} - 1 once in {@code of} turns, such that neighbours are far apart in time. */
    int nextSpread(String name, int of) {
        return (int) (count(name) % of * stride(of) % of);
    }

    private long count(String name) {
        return taken.computeIfAbsent(name, unused -> new AtomicLong()).getAndIncrement();
    }

    private static long stride(int of) {
        int stride = Math.max(1, (int) (of * GOLDEN));
        while (greatestCommonDivisor(stride, of) != 1) {
            stride++;
        }
        return stride;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}

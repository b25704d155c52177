package dev.slipway.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A way to misbehave on demand, so that a release of this app can be a bad one. Chosen by the environment's {@code FAULT}. */
public enum Fault {
    NONE("behaves"),
    VERSION_500("/version answers 500"),
    ASK_500("/ask answers 500, everything else is well: only a smoke test notices"),
    CLOCK_SKEW("/now is an hour late"),
    SLOW("every answer but /healthz takes 3 seconds"),
    NEVER_READY("/healthz and /readyz answer 503 for ever"),
    CRASH("exits with status 70 before it listens");

    private final String effect;

    Fault(String effect) {
        this.effect = effect;
    }

    /** What it is called in {@code FAULT}: {@code version-500} and the like. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What users see of it. */
    public String effect() {
        return effect;
    }

    /**
     * The fault that {@code FAULT} asks for; {@link #NONE} if it is unset or empty.
     *
     * @throws IllegalArgumentException if there is no such fault; the message names them all
     */
    public static Fault parse(Map<String, String> environment) {
        String asked = environment.getOrDefault("FAULT", "");
        return asked.isEmpty()
                ? NONE
                : Arrays.stream(values())
                        .filter(fault -> fault.word().equals(asked))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalArgumentException("FAULT is '" + asked + "'; it may be " + words()));
    }

    private static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(", "));
    }
}

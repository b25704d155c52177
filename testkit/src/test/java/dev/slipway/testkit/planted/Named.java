package dev.slipway.testkit.planted;

/** Lives in the root package, where nobody may look. */
public interface Named {
    /** Its name. */
    String name();
}

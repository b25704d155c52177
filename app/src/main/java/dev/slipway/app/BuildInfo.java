package dev.slipway.app;

import java.util.Optional;

/**
 * What was built, with what it runs.
 *
 * @param program the app's own version; {@code unpackaged} when it does not run from its jar
 * @param java    the running Java, for example {@code 25.0.3+9}
 */
record BuildInfo(String program, String java) {

    static BuildInfo ofThisProgram() {
        return new BuildInfo(
                Optional.ofNullable(BuildInfo.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                Runtime.version().toString());
    }
}

package dev.slipway.app;

import java.util.Optional;

/**
 * What was built, with what it runs.
 *
 * @param program the app's own version; {@code unpackaged} when it does not run from its jar
 * @param java    the running Java, for example {@code 25.0.3+9}
 */
record Build(String program, String java) {

    static Build ofThisProgram() {
        return new Build(
                Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
                        .orElse("unpackaged"),
                Runtime.version().toString());
    }
}

package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What the commands are handed of the world outside.
 *
 * @param home     the clone
 * @param javaHome the JDK that runs this, and that the children run on
 */
record Wiring(Path home, Path javaHome, InstantSource clock, PrintStream out) {

    AppImage image() {
        return AppImage.prepare(home, javaHome, home.resolve(".slipway/images"));
    }
}

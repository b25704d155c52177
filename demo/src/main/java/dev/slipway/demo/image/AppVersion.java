package dev.slipway.demo.image;

/**
 * One version of the bundled app: the same program, told by its image's environment what to call itself and how to fail.
 *
 * @param name  what it calls itself, for example {@code v2}
 * @param fault a word of the app's {@code FAULT}; {@code none} for a good version
 */
public record AppVersion(String name, String fault) {

    public static AppVersion good(String name) {
        return new AppVersion(name, "none");
    }
}

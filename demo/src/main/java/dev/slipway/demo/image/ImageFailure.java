package dev.slipway.demo.image;

import java.nio.file.Path;

/** The image could not be built or pushed; the message says what to do. */
public final class ImageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ImageFailure(String message) {
        super(message);
    }

    private ImageFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static ImageFailure notLinux(String system) {
        return new ImageFailure(
                "the app's image is built from this machine's own Java runtime, which must be Linux's; this is '"
                        + system
                        + "'\n  to fix: run it on Linux, or build an image of your own with 'docker build' and push that");
    }

    static ImageFailure toolFailed(String command, int status, String output) {
        return new ImageFailure("'" + command + "' ended with status " + status + "\n  it said: " + output.strip()
                + "\n  to fix: use a complete JDK of version 21 or later (JAVA_HOME)");
    }

    static ImageFailure noTool(String command, Throwable cause) {
        return new ImageFailure(
                "'" + command + "' could not be run: " + cause.getMessage()
                        + "\n  to fix: use a complete JDK of version 21 or later (JAVA_HOME), and install 'ldd' (Debian: libc-bin)",
                cause);
    }

    static ImageFailure notPackaged(Path jar) {
        return new ImageFailure("the app's program '" + jar
                + "' is missing\n  to fix: start the demo by './slipway demo', which builds it first");
    }

    static ImageFailure notPushed(String reference, Throwable cause) {
        return new ImageFailure(
                "the image '" + reference + "' could not be pushed: " + cause.getMessage()
                        + "\n  to fix: check that the registry runs, that the repository exists in it, and its address",
                cause);
    }
}

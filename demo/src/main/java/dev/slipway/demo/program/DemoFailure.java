package dev.slipway.demo.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The demo cannot go on; the message says why and what to do. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private DemoFailure(String message) {
        super(message);
    }

    private DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }

    static DemoFailure ended(String program, int status, String logEnd) {
        return new DemoFailure("the " + program + " ended by itself, with status " + status
                + (logEnd.isBlank()
                        ? "; its log is empty"
                        : "; the end of its log:\n" + logEnd.indent(4).stripTrailing()));
    }

    static DemoFailure notInTime(String awaited, Duration after, String lastSeen) {
        return new DemoFailure("waited " + after.toSeconds() + " s, and still not so: " + awaited
                + (lastSeen.isBlank() ? "" : "\n  last seen: " + lastSeen));
    }

    static DemoFailure interrupted() {
        return new DemoFailure("interrupted");
    }

    static DemoFailure notStarted(String program, IOException cause) {
        return new DemoFailure("the " + program + " could not be started: " + cause.getMessage(), cause);
    }

    static DemoFailure commandFailed(String command, int status, String errors) {
        return new DemoFailure(
                "'./slipway " + command + "' ended with status " + status + "\n  it said: " + errors.strip());
    }

    /** A program of the clone that was never packaged. */
    static DemoFailure notPackaged(Path jar) {
        return new DemoFailure("'" + jar
                + "' is missing\n  to fix: start the demo by './slipway demo', which builds everything first");
    }

    /** What was read is not what the demo understands. */
    public static DemoFailure unreadable(String what, String text, Throwable cause) {
        return new DemoFailure(
                what + " is not what was expected: " + cause.getMessage() + "\n  it says: " + text.strip(), cause);
    }

    /** A step of the story did not come to what it must. */
    public static DemoFailure wrongTurn(String expected, String seen) {
        return new DemoFailure("expected " + expected + "; seen: " + seen);
    }

    /** A port that something else listens on. */
    public static DemoFailure portTaken(int port) {
        return new DemoFailure(
                "port " + port + " is taken\n  to fix: end what listens there, or choose another with '--port'");
    }
}

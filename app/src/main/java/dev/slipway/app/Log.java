package dev.slipway.app;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object a line on standard output, as log collectors want it: time, level, message, then the facts. */
final class Log {
    private final PrintStream out;
    private final InstantSource clock;

    Log(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    void info(String message, Map<String, ?> facts) {
        write("INFO", message, facts);
    }

    void error(String message, Map<String, ?> facts) {
        write("ERROR", message, facts);
    }

    private void write(String level, String message, Map<String, ?> facts) {
        Instant now = clock.instant();
        var line = new LinkedHashMap<String, Object>();
        line.put("time", now.toString());
        line.put("level", level);
        line.put("message", message);
        line.putAll(facts);
        out.println(JsonText.of(line));
    }
}

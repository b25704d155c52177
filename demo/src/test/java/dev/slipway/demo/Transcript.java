package dev.slipway.demo;

import dev.slipway.demo.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What was typed and what came back, with all that differs from one run to the next made alike. */
final class Transcript {
    private static final Pattern RELEASE = Pattern.compile("\\b01[0-9A-HJKMNP-TV-Z]{24}\\b");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern SHORT_DIGEST = Pattern.compile("\\b[0-9a-f]{12}\\b(?!:)");
    private static final Pattern DEPLOYMENT = Pattern.compile("(service-deployment/main/todo/)[\\w-]+");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern CLOCK = Pattern.compile("(?m)^(  )\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern TOOK = Pattern.compile("\\b(\\d+m )?\\d+m?s(?= *$|\\b)", Pattern.MULTILINE);
    private static final Pattern HOST = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    private final StringBuilder text = new StringBuilder();
    private final List<String> releases = new ArrayList<>();

    void add(List<String> typed, Programs.Ended ended) {
        text.append("$ ./slipway ").append(String.join(" ", typed)).append('\n');
        text.append(ended.printed()).append(ended.errors());
        text.append("[").append(ended.status()).append("]\n\n");
    }

    String text() {
        String alike = RELEASE.matcher(text.toString()).replaceAll(found -> named(found.group()));
        alike = DIGEST.matcher(alike).replaceAll("sha256:" + "d".repeat(64));
        alike = SHORT_DIGEST.matcher(alike).replaceAll(Transcript::shortened);
        alike = DEPLOYMENT.matcher(alike).replaceAll("$1deployment");
        alike = INSTANT.matcher(alike).replaceAll("2026-01-01T12:00:00Z");
        alike = CLOCK.matcher(alike).replaceAll("$112:00:00");
        alike = HOST.matcher(alike).replaceAll("127.0.0.1:4566");
        return TOOK.matcher(alike).replaceAll("9s");
    }

    /** Account numbers have twelve digits, too. */
    private static String shortened(MatchResult found) {
        return found.group().matches("\\d{12}") ? found.group() : "dddddddddddd";
    }

    /** As long as it was, so that columns stay where they are. */
    private String named(String release) {
        if (!releases.contains(release)) {
            releases.add(release);
        }
        return "01RELEASE" + "%017d".formatted(1 + releases.indexOf(release));
    }
}

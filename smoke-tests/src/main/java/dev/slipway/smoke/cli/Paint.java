package dev.slipway.smoke.cli;

import java.util.Map;

/** Colours the words that say how something ended, for those who watch and did not ask for NO_COLOR. */
record Paint(boolean isOn) {
    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREY = "90";
    private static final Map<String, String> COLORS = Map.of(
            "PASSED",
            GREEN,
            "PASS",
            GREEN,
            "FAILED",
            RED,
            "FAIL",
            RED,
            "ERROR",
            YELLOW,
            "INCONCLUSIVE",
            YELLOW,
            "FLAKY",
            YELLOW,
            "WARNING",
            YELLOW,
            "SKIPPED",
            GREY);

    static Paint in(Surroundings surroundings) {
        boolean isRefused =
                !surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                        || surroundings.environment().getOrDefault("TERM", "").equals("dumb");
        return new Paint(surroundings.ticker().isPresent() && !isRefused);
    }

    /** The same lines, the first word of each coloured by what it says. */
    String lines(String text) {
        if (!isOn) {
            return text;
        }
        StringBuilder painted = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            int space = line.indexOf(' ');
            String word = space < 0 ? "" : line.substring(0, space);
            String color = COLORS.get(word);
            painted.append(
                    color == null ? line : "\u001b[1;" + color + "m" + word + "\u001b[0m" + line.substring(space));
        }
        return painted.toString();
    }
}

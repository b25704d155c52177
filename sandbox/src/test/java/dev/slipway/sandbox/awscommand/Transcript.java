package dev.slipway.sandbox.awscommand;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands and what each printed, as a terminal shows them; the script of a tour, and the agreed outcome. A line that begins
 * with {@code $} is a command. One that begins with {@code ?} is given until it prints what follows. {@code #} is a remark.
 *
 * @param steps in order
 */
record Transcript(List<Step> steps) {
    Transcript {
        steps = List.copyOf(steps);
    }

    /**
     * A command.
     *
     * @param remarks what stands before it
     * @param isAwaited whether it is given until it prints what it should
     * @param command without its first {@code $} or {@code ?}; may have several lines
     * @param printed what follows it
     */
    record Step(String remarks, boolean isAwaited, String command, String printed) {
        String text() {
            return remarks + (isAwaited ? "? " : "$ ") + command + "\n" + printed;
        }

        Step printing(String other) {
            return new Step(remarks, isAwaited, command, other);
        }

        /** The command in words, as a shell splits it: quotes hold words together, single ones take all as it is. */
        List<String> words() {
            var words = new ArrayList<String>();
            var word = new StringBuilder();
            boolean inWord = false;
            char quote = ' ';
            for (char c : command.replace("\\\n", " ").toCharArray()) {
                if (quote != ' ') {
                    quote = c == quote ? ' ' : quote;
                    if (quote != ' ') {
                        word.append(c);
                    }
                } else if (c == '\'' || c == '"') {
                    quote = c;
                    inWord = true;
                } else if (Character.isWhitespace(c)) {
                    if (inWord) {
                        words.add(word.toString());
                        word.setLength(0);
                        inWord = false;
                    }
                } else {
                    word.append(c);
                    inWord = true;
                }
            }
            if (inWord) {
                words.add(word.toString());
            }
            return words;
        }
    }

    static Transcript parse(String text) {
        var steps = new ArrayList<Step>();
        var remarks = new StringBuilder();
        var command = new StringBuilder();
        var printed = new StringBuilder();
        boolean isAwaited = false;
        for (String line : text.lines().toList()) {
            boolean isCommand = line.startsWith("$ ") || line.startsWith("? ");
            if ((isCommand || line.startsWith("#")) && !command.isEmpty()) {
                steps.add(new Step(remarks.toString(), isAwaited, command.toString(), end(printed)));
                remarks.setLength(0);
                command.setLength(0);
                printed.setLength(0);
            }
            if (isCommand) {
                isAwaited = line.startsWith("?");
                command.append(line.substring(2));
            } else if (command.isEmpty()) {
                remarks.append(line).append('\n');
            } else if (printed.isEmpty() && command.charAt(command.length() - 1) == '\\') {
                command.append('\n').append(line);
            } else {
                printed.append(line).append('\n');
            }
        }
        if (!command.isEmpty()) {
            steps.add(new Step(remarks.toString(), isAwaited, command.toString(), end(printed)));
        }
        return new Transcript(steps);
    }

    /** Empty lines at the end only part the steps. */
    private static String end(StringBuilder printed) {
        String text = printed.toString().stripTrailing();
        return text.isEmpty() ? "" : text + "\n";
    }

    String text() {
        var text = new StringBuilder();
        for (Step step : steps) {
            text.append(step.text()).append('\n');
        }
        return text.toString();
    }
}

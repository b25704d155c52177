package dev.slipway.smoke.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a command is called.
 *
 * @param name as typed: {@code smoke run}
 * @param summary one sentence
 * @param operand what it takes beside options, for help; empty for nothing
 * @param isOperandNeeded whether at least one has to be there
 * @param examples whole lines, without {@code ./slipway}
 */
record Usage(
        String name,
        String summary,
        String operand,
        boolean isOperandNeeded,
        List<Option> options,
        List<String> examples) {
    private static final int WIDTH = 100;
    private static final int INDENT = 28;
    static final Option HELP = Option.flag("--help", "Shows this.");

    Usage {
        options = Stream.concat(options.stream(), Stream.of(HELP)).toList();
        examples = List.copyOf(examples);
    }

    /** The text of {@code --help}. */
    String help() {
        StringBuilder text = new StringBuilder(summary)
                .append("\n\nUsage: ./slipway ")
                .append(name)
                .append(" [OPTION ...]")
                .append(operand.isEmpty() ? "" : " " + operand)
                .append("\n\n");
        options.forEach(option -> describe(text, (option.name() + " " + option.value()).strip(), option.help()));
        if (!examples.isEmpty()) {
            text.append("\nExamples:\n");
            examples.forEach(
                    example -> text.append("  ./slipway ").append(example).append('\n'));
        }
        return text.toString();
    }

    /** A term and what it means, in two columns. */
    static void describe(StringBuilder text, String term, String meaning) {
        StringBuilder line = new StringBuilder("  ").append(term);
        if (line.length() >= INDENT - 1) {
            text.append(line).append('\n');
            line.setLength(0);
        }
        pad(line);
        for (String word : meaning.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
                pad(line);
            }
            line.append(word).append(' ');
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static void pad(StringBuilder line) {
        line.append(" ".repeat(Math.max(0, INDENT - line.length())));
    }
}

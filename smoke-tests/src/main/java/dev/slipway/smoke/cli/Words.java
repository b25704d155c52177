package dev.slipway.smoke.cli;

import dev.slipway.smoke.suite.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a command line, sorted. Read by hand rather than by a library because a smoke run is over in a moment, and
 * the library would take longer to load than the run takes.
 */
final class Words {
    private static final Map<String, String> SHORT = Map.of("-h", Usage.HELP.name(), "-v", "--verbose");
    private final Usage usage;
    private final Map<String, List<String>> options = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Words(Usage usage) {
        this.usage = usage;
    }

    /**
     * Sorts {@code words}: {@code --name value}, {@code --name=value}, {@code --flag}, operands; {@code --} ends the options.
     *
     * @throws UsageFault if they are not what {@code usage} says
     */
    static Words of(Usage usage, List<String> words) {
        Words sorted = new Words(usage);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                sorted.operands.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (word.startsWith("-") && word.length() > 1) {
                i += sorted.option(word, i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty());
            } else {
                sorted.operands.add(word);
            }
        }
        sorted.check();
        return sorted;
    }

    /** Takes an option; answers with how many of the words behind it were its value. */
    private int option(String word, Optional<String> next) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? SHORT.getOrDefault(word, word) : word.substring(0, equals);
        Option option = usage.options().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UsageFault.of("unknown option '" + name + "'"
                        + Nearest.hint(
                                name, usage.options().stream().map(Option::name).toList())));
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw UsageFault.of("'" + name + "' takes no value, but got '" + word.substring(equals + 1) + "'");
            }
            add(option, "");
            return 0;
        }
        if (equals >= 0) {
            add(option, word.substring(equals + 1));
            return 0;
        }
        add(
                option,
                next.filter(value -> !isOption(value))
                        .orElseThrow(
                                () -> UsageFault.of("'" + name + "' needs a value: " + name + " " + option.value())));
        return 1;
    }

    private boolean isOption(String word) {
        return usage.options().stream().anyMatch(one -> one.name().equals(word));
    }

    private void add(Option option, String value) {
        List<String> values = options.computeIfAbsent(option.name(), name -> new ArrayList<>());
        if (!values.isEmpty() && option.takesValue() && !option.isMany()) {
            throw UsageFault.of(
                    "'" + option.name() + "' is given twice, as '" + values.getFirst() + "' and as '" + value + "'");
        }
        values.add(value);
    }

    private void check() {
        if (has(Usage.HELP.name())) {
            return;
        }
        if (usage.operand().isEmpty() && !operands.isEmpty()) {
            throw UsageFault.of("'" + operands.getFirst() + "' is one word too many");
        }
        if (usage.isOperandNeeded() && operands.isEmpty()) {
            throw UsageFault.of("it needs " + usage.operand());
        }
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> one(String option) {
        return options.getOrDefault(option, List.of()).stream().findFirst();
    }

    List<String> all(String option) {
        return List.copyOf(options.getOrDefault(option, List.of()));
    }

    /** The values of an option that takes lists, written with commas or by giving it again. */
    List<String> listed(String option) {
        return all(option).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** {@code name=value} of an option that is given once for each. */
    Map<String, String> pairs(String option, List<String> written) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String form = usage.options().stream()
                .filter(one -> one.name().equals(option))
                .map(Option::value)
                .findFirst()
                .orElse("NAME=VALUE");
        for (String pair : written) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw UsageFault.of(option + ": takes " + form + ", but got '" + pair + "'");
            }
            if (pairs.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw UsageFault.of(option + ": '" + pair.substring(0, equals) + "' is given twice");
            }
        }
        return pairs;
    }

    /** A whole number of {@code least} or more. */
    Optional<Long> whole(String option, long least) {
        return one(option).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below, with the value.
            }
            throw UsageFault.of(option + ": takes a whole number"
                    + (least > Long.MIN_VALUE ? " of " + least + " or more" : "") + ", but got '" + text + "'");
        });
    }

    List<String> operands() {
        return List.copyOf(operands);
    }
}

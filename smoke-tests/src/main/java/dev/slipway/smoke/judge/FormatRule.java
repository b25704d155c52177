package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code format: date-time}: what a text is the writing of. */
record FormatRule() implements PredicateRule {
    private static final List<String> FORMATS = List.of("date-time", "date", "uuid", "uri", "ipv4", "ipv6", "hex");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\\[\\]_a-z~]+");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?=\\d)|$)){4}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

    @Override
    public Optional<String> operandFault(JsonNode operand) {
        return operand.isTextual() && FORMATS.contains(operand.textValue())
                ? Optional.empty()
                : Optional.of("does not know the format " + TypedText.of(operand)
                        + Nearest.hint(operand.asText(), FORMATS) + " (one of " + String.join(", ", FORMATS) + ")");
    }

    @Override
    public Finding judge(Predicate predicate, JsonNode actual, Moment moment) {
        String format = predicate.operand().textValue();
        boolean holds = actual.isTextual() && isWritten(format, actual.textValue());
        return Finding.of(holds, () -> "format " + format, actual);
    }

    private static boolean isWritten(String format, String text) {
        return switch (format) {
            case "date-time" -> DATE_TIME.matcher(text).matches() && isParsed(() -> OffsetDateTime.parse(text));
            case "date" -> isParsed(() -> LocalDate.parse(text));
            case "uuid" -> UUID.matcher(text).matches();
            case "uri" -> URI.matcher(text).matches();
            case "ipv4" -> IPV4.matcher(text).matches();
            case "ipv6" -> isIpv6(text);
            default -> HEX.matcher(text).matches();
        };
    }

    private static boolean isParsed(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Eight groups of up to four hexadecimal digits, one run of zero groups left out at most, the last two as IPv4 perhaps. */
    private static boolean isIpv6(String text) {
        int tail = text.lastIndexOf(':') + 1;
        boolean endsInIpv4 = IPV4.matcher(text.substring(tail)).matches();
        String groups = endsInIpv4 ? text.substring(0, tail) + "0:0" : text;
        String[] halves = groups.split("::", -1);
        if (halves.length > 2) {
            return false;
        }
        int count = 0;
        for (String half : halves) {
            for (String group : half.isEmpty() && halves.length == 2 ? new String[0] : half.split(":", -1)) {
                if (!group.matches("[0-9a-fA-F]{1,4}")) {
                    return false;
                }
                count++;
            }
        }
        return halves.length == 2 ? count <= 7 : count == 8;
    }
}

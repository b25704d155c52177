package dev.slipway.smoke.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Nearest;
import dev.slipway.smoke.suite.Predicate;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Judges headers: texts, of which one may be compared as the number it writes; of several values one has to fit. */
final class HeaderJudge {
    private static final List<String> NUMERIC = List.of("gt", "gte", "lt", "lte", "between");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

    private HeaderJudge() {}

    static Assertion judge(Check check, List<String> values, Moment moment, String subject) {
        Finding decisive = judge(check.predicates(), values.getFirst(), moment);
        for (int next = 1; next < values.size() && !(decisive instanceof Finding.Holds); next++) {
            Finding other = judge(check.predicates(), values.get(next), moment);
            decisive = other instanceof Finding.Holds ? other : decisive;
        }
        Assertion judged = Judge.from(check.at(), subject, Reason.HEADER, decisive);
        return judged instanceof Assertion.Broken broken && values.size() > 1 ? withAll(broken, values) : judged;
    }

    static Assertion missing(Check check, Answer answer, String subject) {
        List<String> names =
                answer.headers().stream().map(Header::name).distinct().toList();
        String what = Nearest.to(check.subject(), names)
                .map(name -> "missing (nearest existing: " + name + ")")
                .orElse("missing");
        return Judge.broken(
                check.at(),
                subject,
                Reason.HEADER,
                what,
                Predicates.text(check.predicates().getFirst()),
                "absent");
    }

    private static Finding judge(List<Predicate> predicates, String value, Moment moment) {
        for (Predicate one : predicates) {
            Finding found = Predicates.judge(one, fitting(one, value), moment);
            if (!(found instanceof Finding.Holds)) {
                return found;
            }
        }
        return new Finding.Holds();
    }

    private static JsonNode fitting(Predicate predicate, String value) {
        return NUMERIC.contains(predicate.name()) && NUMBER.matcher(value).matches()
                ? DecimalNode.valueOf(new BigDecimal(value))
                : TextNode.valueOf(value);
    }

    private static Assertion withAll(Assertion.Broken broken, List<String> values) {
        List<String> notes = List.of("none of the " + values.size() + " values fits: " + String.join(", ", values));
        return new Assertion.Broken(
                broken.at(),
                broken.subject(),
                broken.reason(),
                broken.what(),
                broken.expected(),
                broken.actual(),
                OptionalInt.empty(),
                broken.differences(),
                notes);
    }
}

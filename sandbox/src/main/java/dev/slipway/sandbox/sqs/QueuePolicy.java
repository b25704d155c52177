package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Whether a queue's policy lets EventBridge send on behalf of a rule (docs/aws.md, SQS). Nobody else is asked for a policy:
 * every client of the sandbox belongs to the account, and may do everything.
 */
final class QueuePolicy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = "events.amazonaws.com";

    private final JsonNode policy;

    private QueuePolicy(JsonNode policy) {
        this.policy = policy;
    }

    /** The policy that is written so; one that can't be read allows nothing. */
    static QueuePolicy parse(String text) {
        try {
            return new QueuePolicy(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return new QueuePolicy(JSON.createObjectNode());
        }
    }

    /** Whether a statement allows it and none denies it. */
    boolean letsSend(String queueArn, String ruleArn) {
        String account = ruleArn.split(":", 6)[4];
        Map<String, String> context = Map.of("aws:sourcearn", ruleArn, "aws:sourceaccount", account);
        List<String> effects = StreamSupport.stream(
                        items(policy.path("Statement")).spliterator(), false)
                .filter(statement -> applies(statement, queueArn, context))
                .map(statement -> statement.path("Effect").asText())
                .toList();
        return effects.contains("Allow") && !effects.contains("Deny");
    }

    private static boolean applies(JsonNode statement, String queueArn, Map<String, String> context) {
        JsonNode principal = statement.path("Principal");
        boolean isMeant = principal.asText().equals("*")
                || any(principal.path("Service"), SERVICE)
                || any(principal.path("Service"), "*")
                || any(principal.path("AWS"), "*");
        return isMeant
                && any(statement.path("Action"), "sqs:SendMessage")
                && any(statement.path("Resource"), queueArn)
                && statement.path("Condition").properties().stream()
                        .allMatch(operator -> holds(operator.getKey(), operator.getValue(), context));
    }

    private static boolean holds(String operator, JsonNode keys, Map<String, String> context) {
        return keys.properties().stream().allMatch(entry -> {
            String found = context.get(entry.getKey().toLowerCase(Locale.ROOT));
            boolean isNegative = operator.contains("Not");
            boolean isKnown = operator.matches("(?:ForAnyValue:|ForAllValues:)?(?:String|Arn)(?:Not)?(?:Equals|Like)"
                    + "(?:IgnoreCase)?(?:IfExists)?");
            // A condition on what the sandbox does not know can't be said to hold.
            return isKnown && found != null && any(entry.getValue(), found) != isNegative;
        });
    }

    private static boolean any(JsonNode patterns, String value) {
        return StreamSupport.stream(items(patterns).spliterator(), false)
                .anyMatch(pattern -> glob(pattern.asText()).matcher(value).matches());
    }

    private static Iterable<JsonNode> items(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore : oneOrMore.isMissingNode() ? List.of() : List.of(oneOrMore);
    }

    private static Pattern glob(String pattern) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}

package dev.slipway.sandbox.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import dev.slipway.sandbox.wire.QueryForm;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SQS's old query protocol, which older clients still speak, with the attributes that ElasticMQ would drop. */
final class QueryFront {
    private static final Pattern SET = Pattern.compile("Attribute\\.(\\d+)\\.Name");
    private static final Pattern VALUE = Pattern.compile("Attribute\\.\\d+\\.Value");
    private static final Pattern ASKED = Pattern.compile("AttributeName\\.\\d+");
    private static final Pattern WRAPPER = Pattern.compile("(</?)wrapper\\b");
    private static final Pattern QUEUE_ARN =
            Pattern.compile("<Attribute>\\s*<Name>QueueArn</Name>\\s*<Value>[^<]*</Value>\\s*</Attribute>");
    private static final String END = "</GetQueueAttributesResult>";

    private static final String DELETED =
            "<DeleteMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><ResponseMetadata><RequestId>"
                    + "00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></DeleteMessageResponse>";

    private final KeptAttributes kept;

    QueryFront(KeptAttributes kept) {
        this.kept = kept;
    }

    Answer answer(Inbound request, BiFunction<Inbound, byte[], Answer> elasticMq) {
        QueryForm form = QueryForm.from(request);
        BiFunction<Inbound, byte[], Answer> forward =
                (asked, body) -> named(form.value("Action"), elasticMq.apply(asked, body));
        return switch (form.value("Action")) {
            case "CreateQueue", "SetQueueAttributes" -> forward.apply(request, encoded(withoutKept(form, request)));
            case "GetQueueAttributes" -> attributes(request, form, forward);
            case "DeleteQueue" -> {
                kept.forget(queueOf(form, request));
                yield forward.apply(request, encoded(form.fields()));
            }
            case "DeleteMessage" ->
                SpentReceipts.forgiven(
                        forward.apply(request, encoded(form.fields())),
                        form.value("ReceiptHandle"),
                        "text/xml",
                        DELETED);
            default -> forward.apply(request, encoded(form.fields()));
        };
    }

    /** ElasticMQ has no name for the root of an answer that has no result. */
    private static Answer named(String action, Answer answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return body.contains("<wrapper")
                ? answer.withBody(WRAPPER.matcher(body)
                        .replaceAll("$1" + action + "Response")
                        .getBytes(StandardCharsets.UTF_8))
                : answer;
    }

    private Map<String, String> withoutKept(QueryForm form, Inbound request) {
        var left = new LinkedHashMap<String, String>();
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        int count = 0;
        for (var field : form.fields().entrySet()) {
            Matcher number = SET.matcher(field.getKey());
            if (number.matches()) {
                String value = form.value("Attribute." + number.group(1) + ".Value");
                if (KeptAttributes.keeps(field.getValue())) {
                    taken.put(field.getValue(), value);
                } else {
                    // Numbers must follow one another: ElasticMQ stops reading at a gap.
                    count++;
                    left.put("Attribute." + count + ".Name", field.getValue());
                    left.put("Attribute." + count + ".Value", value);
                }
            } else if (!VALUE.matcher(field.getKey()).matches()) {
                left.put(field.getKey(), field.getValue());
            }
        }
        kept.take(queueOf(form, request), taken);
        return left;
    }

    private Answer attributes(Inbound request, QueryForm form, BiFunction<Inbound, byte[], Answer> forward) {
        var wanted = new TreeMap<String, String>();
        form.fields().forEach((field, name) -> {
            if (ASKED.matcher(field).matches()) {
                wanted.put(name, field);
            }
        });
        var asked = new LinkedHashMap<>(form.fields());
        wanted.forEach((name, field) -> {
            if (KeptAttributes.keeps(name)) {
                asked.put(field, "QueueArn");
            }
        });
        Answer answer = forward.apply(request, encoded(asked));
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.status() != 200 || !body.contains(END)) {
            return answer;
        }
        String told = kept.of(queueOf(form, request)).entrySet().stream()
                .filter(attribute -> wanted.containsKey("All") || wanted.containsKey(attribute.getKey()))
                .map(attribute -> "<Attribute><Name>" + attribute.getKey() + "</Name><Value>"
                        + escaped(attribute.getValue()) + "</Value></Attribute>")
                .collect(Collectors.joining());
        boolean arnIsWanted = wanted.containsKey("All") || wanted.containsKey("QueueArn");
        String asWanted = arnIsWanted ? body : QUEUE_ARN.matcher(body).replaceAll("");
        return answer.withBody(asWanted.replace(END, told + END).getBytes(StandardCharsets.UTF_8));
    }

    private static String queueOf(QueryForm form, Inbound request) {
        String name = form.value("QueueName");
        String url = form.value("QueueUrl").isEmpty() ? request.path() : form.value("QueueUrl");
        return name.isEmpty() ? url.substring(url.lastIndexOf('/') + 1) : name;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

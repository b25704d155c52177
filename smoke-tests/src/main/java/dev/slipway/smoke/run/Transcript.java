package dev.slipway.smoke.run;

import dev.slipway.smoke.judge.Answer;
import dev.slipway.smoke.judge.Header;
import dev.slipway.smoke.suite.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests and answers as messages to be read. What the transport adds by itself, such as cookies kept, is not in them. */
final class Transcript {
    private Transcript() {}

    /** Each request with its answer; the last may have none. */
    static List<StepReport.Message> of(List<Call> calls, List<Answer> answers) {
        List<StepReport.Message> messages = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            messages.add(of(calls.get(i)));
            if (i < answers.size()) {
                messages.add(of(answers.get(i)));
            }
        }
        return messages;
    }

    private static StepReport.Message of(Call call) {
        String query = Optional.ofNullable(call.url().getRawQuery())
                .map(written -> "?" + written)
                .orElse("");
        String path = call.url().getRawPath().isEmpty() ? "/" : call.url().getRawPath();
        String version = call.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.1";
        String head = call.method() + " " + path + query + " " + version + "\nHost: "
                + call.url().getRawAuthority() + headers(call.headers());
        String body = call.body()
                .map(bytes -> bytes.wholeText(StandardCharsets.UTF_8).orElse(noText(bytes.length())))
                .orElse("");
        return new StepReport.Message(true, head, body);
    }

    private static StepReport.Message of(Answer answer) {
        String head = answer.protocol() + " " + answer.status() + headers(answer.headers());
        return new StepReport.Message(
                false, head, answer.wholeText().orElse(noText(answer.body().length())));
    }

    private static String headers(List<Header> headers) {
        StringBuilder lines = new StringBuilder();
        for (Header header : headers) {
            boolean isHidden = Curl.isHidden(header) || header.isNamed("Set-Cookie");
            lines.append('\n').append(header.name()).append(": ").append(isHidden ? "***" : header.value());
        }
        return lines.toString();
    }

    private static String noText(int bytes) {
        return "(" + bytes + " bytes, no text)";
    }
}

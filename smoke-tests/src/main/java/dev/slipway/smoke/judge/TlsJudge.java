package dev.slipway.smoke.judge;

import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.TlsPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Judges the TLS of an answer's connection. */
final class TlsJudge {
    private TlsJudge() {}

    static List<Assertion> judge(TlsPolicy policy, Answer answer) {
        if (answer.tls().isEmpty()) {
            return List.of(broken(policy, "tls", "not-tls", "a TLS connection", answer.protocol() + " without TLS"));
        }
        Answer.Tls tls = answer.tls().get();
        List<Assertion> judged = new ArrayList<>();
        if (!policy.versions().isEmpty()) {
            judged.add(
                    policy.versions().contains(tls.version())
                            ? new Assertion.Held(policy.at(), "tls version")
                            : broken(
                                    policy,
                                    "tls version",
                                    "wrong-version",
                                    String.join(" or ", policy.versions()),
                                    tls.version()));
        }
        policy.expiresAfter().ifPresent(least -> judged.add(expiry(policy, least, tls.expiresAt(), answer)));
        return judged;
    }

    private static Assertion expiry(TlsPolicy policy, Duration least, Instant end, Answer answer) {
        Duration left = Duration.between(answer.receivedAt(), end);
        return left.compareTo(least) >= 0
                ? new Assertion.Held(policy.at(), "tls certificate")
                : broken(
                        policy,
                        "tls certificate",
                        "expires-soon",
                        "valid for " + days(least) + " more",
                        "valid for " + days(left) + " more, until " + end);
    }

    private static String days(Duration duration) {
        return duration.toDays() >= 2 ? duration.toDays() + " days" : Durations.text(duration);
    }

    private static Assertion broken(TlsPolicy policy, String subject, String what, String expected, String actual) {
        return Judge.broken(policy.at(), subject, Reason.TLS_POLICY, what, expected, actual);
    }
}

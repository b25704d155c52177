package dev.slipway.smoke.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One request and what is expected of its answer.
 *
 * @param path starts with a slash, or is one variable that holds such a path; never a host
 * @param query appended to the path, in order
 * @param headers the suite's defaults included
 * @param auth empty to say nothing of the kind, or what the headers say
 * @param timeout total, from resolving the name to the last byte; more than zero, at most 60 s
 * @param followRedirects how many redirects are followed; 0 to 20
 * @param version the HTTP to speak
 * @param declaredSafe whether the suite says that this request changes nothing, whatever its method
 * @param captures what later steps use of the answer
 * @param poll empty unless waiting for the answer is expected
 * @param cleanup run after the test whatever happens, armed when all captures succeeded; without captures of their own
 * @param uses every variable of the step, its clean-up excluded
 */
public record Step(
        Method method,
        Template path,
        List<NamedTemplate> query,
        List<NamedTemplate> headers,
        RequestBody body,
        Optional<Auth> auth,
        Duration timeout,
        int followRedirects,
        HttpVersion version,
        boolean declaredSafe,
        Expectation expect,
        List<Capture> captures,
        Optional<Poll> poll,
        List<Step> cleanup,
        List<VariableUse> uses,
        SourceSpan at) {
    public Step {
        query = List.copyOf(query);
        headers = List.copyOf(headers);
        captures = List.copyOf(captures);
        cleanup = List.copyOf(cleanup);
        uses = List.copyOf(uses);
    }

    /** Whether it changes nothing in the target. */
    public boolean isSafe() {
        return declaredSafe || method.isSafe();
    }
}

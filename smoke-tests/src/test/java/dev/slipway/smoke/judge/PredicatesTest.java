package dev.slipway.smoke.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.suite.Check;
import dev.slipway.smoke.suite.Predicate;
import dev.slipway.smoke.testing.Runs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When predicates hold, fail, or have nothing to say. */
class PredicatesTest {
    private static final Instant SENT = Instant.parse("2026-01-01T12:00:00Z");
    private static final Moment MOMENT = new Moment(SENT, SENT.plusSeconds(1));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3                                | 3                          | Holds
            3                                | 3.0                        | Holds
            3                                | "3"                        | Fails
            "3"                              | 3                          | Fails
            9007199254740993                 | 9007199254740992           | Fails
            0.1                              | 0.10                       | Holds
            null                             | null                       | Holds
            null                             | false                      | Fails
            {equals: {a: 1, b: [2]}}         | {"b":[2.0],"a":1}          | Holds
            {equals: {a: 1}}                 | {"a":1,"b":2}              | Fails
            [1, 2]                           | [2, 1]                     | Fails
            {not: 3}                         | 4                          | Holds
            {not: 3}                         | 3                          | Fails
            {not: {gt: 3}}                   | "x"                        | Unfit
            {not: {gt: 3, lt: 9}}            | 5                          | Fails
            {not: {gt: 3, lt: 9}}            | 9                          | Holds
            {gt: 3}                          | 3                          | Fails
            {gte: 3}                         | 3                          | Holds
            {lt: 3}                          | 2.99999999999999999999     | Holds
            {lte: 3}                         | 3.00000000000000000001     | Fails
            {gt: 3}                          | "4"                        | Unfit
            {between: [1, 3]}                | 3                          | Holds
            {between: [1, 3]}                | 0                          | Fails
            {in: [a, 1]}                     | 1.0                        | Holds
            {in: [a, 1]}                     | "1"                        | Fails
            {contains: ell}                  | "hello"                    | Holds
            {contains: 2}                    | [1, 2]                     | Holds
            {contains: {a: 1}}               | [{"a":1}]                  | Holds
            {contains: 2}                    | "2"                        | Unfit
            {startsWith: he}                 | "hello"                    | Holds
            {endsWith: he}                   | "hello"                    | Fails
            {matches: '^h.*o$'}              | "hello"                    | Holds
            {matches: '^e'}                  | "hello"                    | Fails
            {matches: 'x'}                   | 3                          | Unfit
            {exists: true}                   | null                       | Holds
            {exists: false}                  | null                       | Fails
            {type: integer}                  | 3.0                        | Holds
            {type: integer}                  | 3.5                        | Fails
            {type: number}                   | 3                          | Holds
            {type: [string, null]}           | null                       | Holds
            {type: boolean}                  | "true"                     | Fails
            {count: 2}                       | [1, 2]                     | Holds
            {count: {gte: 3}}                | [1, 2]                     | Fails
            {count: 1}                       | {"a":1}                    | Holds
            {count: 1}                       | "a"                        | Unfit
            {each: {type: string}}           | ["a", "b"]                 | Holds
            {each: {type: string}}           | ["a", 1]                   | Fails
            {each: {type: string}}           | []                         | Unfit
            {each: {gt: 1}}                  | [2, "a"]                   | Unfit
            {format: date-time}              | "2026-01-01T12:00:00.5Z"   | Holds
            {format: date-time}              | "2026-01-01T12:00:00"      | Fails
            {format: date-time}              | "2026-02-30T12:00:00Z"     | Fails
            {format: date}                   | "2026-02-28"               | Holds
            {format: date}                   | "2026-02-30"               | Fails
            {format: uuid}                   | "9f1c3f3e-0b1a-4c59-9d9a-1f2e3d4c5b6a" | Holds
            {format: uuid}                   | "9f1c3f3e0b1a4c599d9a1f2e3d4c5b6a" | Fails
            {format: uri}                    | "https://a.example/b?c=d"  | Holds
            {format: uri}                    | "/b"                       | Fails
            {format: ipv4}                   | "10.0.3.7"                 | Holds
            {format: ipv4}                   | "10.0.3.256"               | Fails
            {format: ipv4}                   | "10.0.3"                   | Fails
            {format: ipv6}                   | "2001:db8::1"              | Holds
            {format: ipv6}                   | "::ffff:10.0.3.7"          | Holds
            {format: ipv6}                   | "2001:db8:1"               | Fails
            {format: ipv6}                   | "::"                       | Holds
            {format: hex}                    | "0aF"                      | Holds
            {nearNow: 2s}                    | "2026-01-01T11:59:58Z"     | Holds
            {nearNow: 2s}                    | "2026-01-01T11:59:57.9Z"   | Drifts
            {nearNow: 2s}                    | "2026-01-01T13:00:03+01:00" | Holds
            {nearNow: 2s}                    | "2026-01-01T12:00:03.1Z"   | Drifts
            {nearNow: 2s}                    | "2026-01-01T12:00:00"      | Unfit
            {nearNow: 2s}                    | "Thu, 1 Jan 2026 12:00:01 GMT" | Holds
            {nearNow: 2s}                    | 1767268800                 | Holds
            {nearNow: 2s}                    | 1767268800000              | Holds
            {nearNow: 2s}                    | 1767268900000              | Drifts
            """)
    void judge(String written, String actual, String expected) {
        List<Predicate> predicates = predicates(written);

        Finding finding = Predicates.judgeAll(predicates, json(actual), MOMENT);

        assertThat(finding.getClass().getSimpleName()).as(finding.toString()).isEqualTo(expected);
    }

    private static List<Predicate> predicates(String written) {
        Check check = Runs.suite("version: 1\nsuite: s\ntests: [{name: one, steps: [{get: /, expect: {json: {a: "
                        + written + "}}}]}]\n")
                .tests()
                .getFirst()
                .steps()
                .getFirst()
                .expect()
                .json()
                .getFirst();
        return check.predicates();
    }

    private static JsonNode json(String text) {
        return switch (JsonReader.create().read(text)) {
            case JsonReader.Read.Document document -> document.root();
            case JsonReader.Read.NotJson not -> throw new AssertionError(not.why());
        };
    }
}

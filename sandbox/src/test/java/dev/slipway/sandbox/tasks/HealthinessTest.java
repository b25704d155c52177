package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthinessTest {

    /** In the first column, {@code +} is a check that passes, {@code -} one that fails, {@code |} the end of the start period. */
    @ParameterizedTest
    @CsvSource({
        "+, HEALTHY",
        "--, UNKNOWN UNKNOWN",
        "---, UNKNOWN UNKNOWN UNHEALTHY",
        "--+---, UNKNOWN UNKNOWN HEALTHY HEALTHY HEALTHY UNHEALTHY",
        "---+, UNKNOWN UNKNOWN UNHEALTHY HEALTHY"
    })
    void isWhatTheLastChecksSay(String checks, String statuses) {
        assertThat(after(Healthiness.unknown(false), checks)).isEqualTo(statuses);
    }

    @ParameterizedTest
    @CsvSource({
        "----, UNKNOWN UNKNOWN UNKNOWN UNKNOWN",
        "--|---, UNKNOWN UNKNOWN UNKNOWN UNKNOWN UNKNOWN UNHEALTHY",
        "-+---, UNKNOWN HEALTHY HEALTHY HEALTHY UNHEALTHY"
    })
    void countsNoFailureInTheStartPeriodBeforeTheFirstSuccess(String checks, String statuses) {
        assertThat(after(Healthiness.unknown(true), checks)).isEqualTo(statuses);
    }

    private static String after(Healthiness first, String checks) {
        var seen = new ArrayList<String>();
        Healthiness now = first;
        for (int i = 0; i < checks.length(); i++) {
            char check = checks.charAt(i);
            now = check == '|' ? now.withoutGrace() : now.after(check == '+', 3);
            seen.add(now.status().name());
        }
        return String.join(" ", seen);
    }
}

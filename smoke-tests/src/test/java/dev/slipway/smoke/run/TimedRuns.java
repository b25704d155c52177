package dev.slipway.smoke.run;

import static dev.slipway.smoke.testing.FakeNetwork.lasting;

import dev.slipway.smoke.judge.Reason;
import dev.slipway.smoke.testing.FakeNetwork;
import dev.slipway.smoke.testing.Runs;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/** Runs against answers that take so many milliseconds, on a clock that moves only when something takes time. */
abstract class TimedRuns {
    final Runs runs = new Runs();

    final Runs within(long millis) {
        return runs.with(Options.of("run-1").withDeadline(Duration.ofMillis(millis)));
    }

    final Optional<Reason> reasonOf(String step) {
        return step(runs.run("- {name: x, steps: [" + step + "]}")).reason();
    }

    static FakeNetwork.Reply taking(long millis) {
        return lasting(200, Duration.ofMillis(millis));
    }

    static FakeNetwork.Reply failing(long millis) {
        return lasting(500, Duration.ofMillis(millis));
    }

    static FakeNetwork.Reply moved(long millis) {
        return lasting(302, Duration.ofMillis(millis), "Location: /next");
    }

    /** The last step of the last test that was tried. */
    static StepReport step(Report report) {
        return report.tests().reversed().stream()
                .map(TestReport::attempts)
                .filter(attempts -> !attempts.isEmpty())
                .findFirst()
                .orElse(Collections.emptyList())
                .getLast()
                .steps()
                .getLast();
    }
}

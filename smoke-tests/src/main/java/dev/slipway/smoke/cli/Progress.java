package dev.slipway.smoke.cli;

import dev.slipway.smoke.judge.Outcome;
import dev.slipway.smoke.report.TextReport;
import dev.slipway.smoke.run.AttemptReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.RunListener;
import dev.slipway.smoke.run.TestReport;
import dev.slipway.smoke.suite.Durations;
import dev.slipway.smoke.suite.SmokeTest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/**
 * Prints each test when it ends, in one piece though suites run at the same time. A person who watches also gets a last line
 * that is written over: how far the run is. Anyone else gets lines and nothing but lines.
 */
final class Progress implements RunListener, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final int WIDTH = 79;

    private final Surroundings surroundings;
    private final Paint paint;
    private final RunListener log;
    private final long tests;
    private final Optional<Ticker.Ticking> ticking;
    private long done;
    private long broken;
    private String now = "";
    private String turn = "";

    private Progress(Surroundings surroundings, RunListener log, long tests) {
        this.surroundings = surroundings;
        this.paint = Paint.in(surroundings);
        this.log = log;
        this.tests = tests;
        this.ticking = surroundings.ticker().map(ticker -> ticker.start(this::show));
    }

    /** Of a run of so many tests, whose events go to {@code log} too. */
    static Progress of(Surroundings surroundings, RunListener log, long tests) {
        return new Progress(surroundings, log, tests);
    }

    @Override
    public void attempted(String suite, SmokeTest test, AttemptReport attempt) {
        synchronized (this) {
            now = suite + " › " + test.name();
            turn = turn(test, attempt.number());
        }
        log.attempted(suite, test, attempt);
    }

    private static String turn(SmokeTest test, int number) {
        if (test.repeat().isPresent()) {
            return ", iteration " + number + " of " + test.repeat().get().count();
        }
        return number > 1 ? ", attempt " + number + " of " + (test.retries() + 1) : "";
    }

    @Override
    public void tested(TestReport test) {
        synchronized (this) {
            done++;
            broken += test.outcome() == Outcome.FAILED || test.outcome() == Outcome.ERROR ? 1 : 0;
            erase();
            surroundings.out().print(paint.lines(TextReport.of(test)));
            surroundings.out().flush();
        }
        log.tested(test);
    }

    @Override
    public void decided(Report report) {
        log.decided(report);
    }

    private synchronized void show(Duration since) {
        String line = "  " + done + " of " + tests + (tests == 1 ? " test" : " tests") + ", "
                + (broken == 0 ? "" : broken + " not passed, ")
                + (since.toSeconds() == 0 ? "0 s" : Durations.text(Duration.ofSeconds(since.toSeconds())))
                + (now.isEmpty() ? "" : "  ");
        String shown = line + cut(now, WIDTH - line.length() - turn.length()) + turn;
        PrintWriter err = surroundings.err();
        err.print(ERASE + cut(shown, WIDTH).replaceAll("\\p{Cntrl}", "?"));
        err.flush();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }

    private void erase() {
        if (ticking != null && ticking.isPresent()) {
            surroundings.err().print(ERASE);
            surroundings.err().flush();
        }
    }

    @Override
    public void close() {
        ticking.ifPresent(Ticker.Ticking::close);
        synchronized (this) {
            erase();
        }
    }
}

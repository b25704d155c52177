package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.tasks.Program.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void saysWhatAProgramPrintedAndHowItEnded() {
        assertThat(Program.run(PATIENCE, List.of("sh", "-c", "echo one; echo two >&2; exit 3")))
                .isEqualTo(new Outcome(3, "one\ntwo"));
    }

    @Test
    void killsAProgramThatTakesTooLong() {
        assertThat(Program.run(Duration.ofMillis(100), List.of("sleep", "600")))
                .isEqualTo(new Outcome(-1, "no answer within 100 ms"));
    }

    @Test
    void saysThatAProgramIsNotThere() {
        Outcome outcome = Program.run(PATIENCE, List.of("nonesuch"));

        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.output()).startsWith("'nonesuch' can't be run: ");
    }

    @Test
    void picksALineOfTheOutput() {
        var outcome = new Outcome(0, "warning\n0123abcd\nanother");

        assertThat(outcome.line("[0-9a-f]+")).isEqualTo("0123abcd");
        assertThat(outcome.line("none")).isEqualTo("another");
    }
}

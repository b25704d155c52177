package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordedTest {

    @Test
    void readsTheReleasesNewestFirst() {
        var printed = """
                [
                  {"release": "02", "trigger": "push", "image": {"tag": "v3"}, "state": "RolledBack", "because": "smoke-failed"},
                  {"release": "01", "trigger": "adopted", "state": "Live"}
                ]
                """;

        var history = Recorded.parse(printed);

        assertThat(history)
                .containsExactly(
                        new Recorded("02", "push", "v3", "RolledBack", "smoke-failed"),
                        new Recorded("01", "adopted", "", "Live", ""));
    }

    @Test
    void whatIsNoHistoryIsShownAsItIs() {
        var printed = "no such service";

        assertThatThrownBy(() -> Recorded.parse(printed))
                .hasMessageStartingWith("the history is not what was expected")
                .hasMessageEndingWith("it says: no such service");
    }
}

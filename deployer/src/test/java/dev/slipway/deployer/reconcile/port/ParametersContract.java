package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ParameterView;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Parameters} keeps to. */
public abstract class ParametersContract {
    protected abstract Parameters parameters();

    @Test
    void countsTheVersionsOfWhatIsPut() {
        List<Long> versions = List.of(
                parameters().put("/contract/count", "one"),
                parameters().put("/contract/count", "two"),
                parameters().put("/contract/count", "two"));

        assertThat(versions).containsExactly(1L, 2L, 3L);
    }

    @Test
    void readsTheCurrentVersionsLeavingOutWhatDoesNotExist() {
        parameters().put("/contract/current", "old");
        parameters().put("/contract/current", "new");

        List<ParameterView> current = parameters().current(List.of("/contract/current", "/contract/nothing"));

        assertThat(current)
                .extracting(ParameterView::name, ParameterView::value, ParameterView::version)
                .containsExactly(org.assertj.core.api.Assertions.tuple("/contract/current", "new", 2L));
    }

    @Test
    void readsNoneOfNone() {
        List<ParameterView> current = parameters().current(List.of());

        assertThat(current).isEmpty();
    }

    @Test
    void readsTenAtOnce() {
        List<String> names =
                IntStream.range(0, 10).mapToObj(i -> "/contract/ten/" + i).toList();
        names.forEach(name -> parameters().put(name, "none"));

        List<ParameterView> current = parameters().current(names);

        assertThat(current).extracting(ParameterView::name).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void tellsTheHistoryTheOldestFirstWithWhoWroteIt() {
        List.of("none", "promote", "hold").forEach(value -> parameters().put("/contract/history", value));

        List<ParameterView> history = parameters().history("/contract/history");

        assertThat(history).extracting(ParameterView::value).containsExactly("none", "promote", "hold");
        assertThat(history).extracting(ParameterView::version).containsExactly(1L, 2L, 3L);
        assertThat(history).allSatisfy(version -> assertThat(version.by()).isPresent());
        assertThat(history).isSortedAccordingTo(java.util.Comparator.comparing(ParameterView::lastModified));
    }

    @Test
    void tellsAllOfALongHistory() {
        IntStream.range(0, 60).forEach(i -> parameters().put("/contract/long", "value " + i));

        List<ParameterView> history = parameters().history("/contract/long");

        assertThat(history)
                .extracting(ParameterView::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void tellsNoHistoryOfWhatDoesNotExist() {
        List<ParameterView> history = parameters().history("/contract/nothing");

        assertThat(history).isEmpty();
    }
}

package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.MapJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Items that earlier versions of Slipway wrote, taken from their journals; they are read for ever. A new schema gets a folder
 * of its own beside these, with items that its first version really wrote.
 */
class SchemaTest {
    private static final Path ITEMS = Path.of("src/test/resources/journal");
    private static final ServiceName TODO = new ServiceName("todo");

    static Stream<Path> states() throws IOException {
        return items("state-");
    }

    static Stream<Path> releases() throws IOException {
        return items("release-");
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateOfAnEarlierVersionIsReadAndWrittenAsOneOfThis(Path item) throws IOException {
        var codec = new Codec();
        String text = Files.readString(item);

        var state = codec.read(text, ServiceState.class);

        var written = codec.read(codec.write(state.change().done()), ServiceState.class);
        assertThat(written.schema()).isEqualTo(ServiceState.SCHEMA);
        assertThat(written.change().done()).isEqualTo(state.change().done());
        assertThat(written.live()).isPresent();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void aReleaseOfAnEarlierVersionIsRead(Path item) throws IOException {
        String text = Files.readString(item);

        var release = new Codec().read(text, Release.class);

        assertThat(release.isOver()).isTrue();
        assertThat(release.timeline()).isNotEmpty();
    }

    @Test
    void whatAnEarlierVersionDidNotKnowIsEmpty() throws IOException {
        String text = Files.readString(ITEMS.resolve("schema-1/state-without-what-came-later.json"));

        var state = new Codec().read(text, ServiceState.class);

        assertThat(state.recent()).isEmpty();
        assertThat(state.lastAnswers()).isEmpty();
        assertThat(state.tried()).isEmpty();
        assertThat(state.detachment()).isEmpty();
        assertThat(state.wake().orElseThrow().failures()).isZero();
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() throws IOException {
        String text =
                Files.readString(ITEMS.resolve("schema-1/state-idle.json")).replace("\"schema\": 1", "\"schema\": 99");
        var journal = new MapJournal().with(Keys.service(TODO), Keys.STATE, text);
        var store = new Store(journal, new Codec());

        assertThatThrownBy(() -> store.load(TODO))
                .isInstanceOf(JournalNewer.class)
                .hasMessageContaining("schema 99");
    }

    private static Stream<Path> items(String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(ITEMS)) {
            List<Path> found = all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            return found.stream();
        }
    }
}

package dev.slipway.deployer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.config.SuiteRules.Judged;
import dev.slipway.deployer.model.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeConfigSourceTest {
    private static final ServiceName A = new ServiceName("a");
    private static final ServiceName B = new ServiceName("b");

    @TempDir
    Path root;

    private long edits;
    private int readings;

    @BeforeEach
    void twoServices() throws IOException {
        write("services/a.yaml", service("a", "suites/a.yaml"));
        write("services/b.yaml", service("b", "suites/b.yaml"));
        write("suites/a.yaml", "a suite");
        write("suites/b.yaml", "another suite");
        write("schemas/a.schema.json", "{}");
        write("templates/a.json", "{}");
        write("services/.a.yaml.swp", "an editor's");
    }

    @Test
    void readsTheWholeTree() {
        var set = source().current();

        assertThat(set.services().keySet()).containsExactly(A, B);
        assertThat(set.suites().keySet()).containsExactly("schemas/a.schema.json", "suites/a.yaml", "suites/b.yaml");
        assertThat(set.templates().keySet()).containsExactly("templates/a.json");
        assertThat(set.faults()).isEmpty();
    }

    @Test
    void readsAgainOnlyWhenAFileChanged() throws IOException {
        var source = source();
        String before = source.current().hash();
        source.current();
        write("suites/a.yaml", "a changed suite");

        String after = source.current().hash();

        assertThat(after).isNotEqualTo(before);
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void keepsTheLastGoodTreeWhileAServiceFileIsBroken() throws IOException {
        var source = source();
        var good = source.current();
        write("services/a.yaml", "service: [");

        var set = source.current();

        assertThat(set.hash() + set.services()).isEqualTo(good.hash() + good.services());
        assertThat(set.faults())
                .containsExactly("services/a.yaml:1:11: not YAML: expected the node content, but found '<stream end>'");
    }

    @Test
    void takesUpATreeThatIsGoodAgain() throws IOException {
        var source = source();
        source.current();
        write("services/a.yaml", "service: [");
        source.current();
        write("services/a.yaml", service("a2", "suites/a.yaml"));

        var set = source.current();

        assertThat(set.services().keySet()).containsExactly(new ServiceName("a2"), B);
        assertThat(set.faults()).isEmpty();
    }

    @Test
    void leavesOutOnlyTheBrokenServiceIfThereNeverWasAGoodTree() throws IOException {
        write("suites/a.yaml", "a typo");

        var set = source().current();

        assertThat(set.services().keySet()).containsExactly(B);
        assertThat(set.faults())
                .containsExactly(
                        "services/a.yaml:4:25: the suite 'suites/a.yaml' has a fault, so that this service can't be gated by it",
                        "suites/a.yaml:1:3: a typo");
    }

    @Test
    void usesNeitherOfTwoFilesOfOneService() throws IOException {
        write("services/c.yaml", service("a", "suites/b.yaml"));

        var set = source().current();

        assertThat(set.services().keySet()).containsExactly(B);
        assertThat(set.faults())
                .containsExactly(
                        "services/a.yaml:1:1: 'a' (main/a) is also in 'services/c.yaml'; a service has one file, one name",
                        "services/c.yaml:1:1: 'a' (main/a) is also in 'services/a.yaml'; a service has one file, one name");
    }

    @Test
    void saysThatAFileOfAnotherNameIsNotRead() throws IOException {
        write("services/c.yml", service("c", "suites/b.yaml"));

        var faults = TreeConfigSource.validate(new ConfigDirectory(root), this::judge);

        assertThat(faults)
                .containsExactly("services/c.yml:1:1: is not read: the name of a service file ends in '.yaml'");
    }

    @Test
    void isEmptyWithAFaultWhileThereIsNoTree() {
        var set = new TreeConfigSource(new ConfigDirectory(root.resolve("nowhere")), this::judge).current();

        assertThat(set.services()).isEmpty();
        assertThat(set.faults())
                .containsExactly(root.resolve("nowhere") + ": can't be read: there is no directory '"
                        + root.resolve("nowhere/services") + "'");
    }

    private TreeConfigSource source() {
        return new TreeConfigSource(new ConfigDirectory(root), this::judge);
    }

    private Judged judge(SortedMap<String, String> suites, SortedMap<String, String> files) {
        readings++;
        var faults = new TreeMap<String, List<String>>();
        suites.forEach((path, text) -> {
            if (text.contains("typo")) {
                faults.put(path, List.of(path + ":1:3: " + text));
            }
        });
        return new Judged(faults, new TreeMap<>());
    }

    private static String service(String name, String suite) {
        return """
                service: %s
                cluster: main
                image: {repository: slipway/todo, tags: ["v*"], containers: [app]}
                gates: {test: {suites: [%s], target: {url: "http://localhost:8080"}}}
                """.formatted(name, suite);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        // Some file systems count in coarse steps.
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + edits++)));
    }
}

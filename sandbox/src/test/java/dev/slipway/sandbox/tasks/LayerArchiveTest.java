package dev.slipway.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerArchiveTest {
    @TempDir
    Path outside;

    private Root root = new Root(Path.of("/nowhere"));

    @BeforeEach
    void makeRoot() throws IOException {
        root = new Root(Files.createDirectory(outside.resolve("root")));
    }

    @Test
    void unpacksFilesDirectoriesAndLinksWithTheirPermissions() throws IOException {
        unpack(new Tar()
                .directory("bin", 0555)
                .file("./bin/run", 0750, "program")
                .file("/etc/name", 0604, "api")
                .link("bin/alias", "/bin/run")
                .hardLink("bin/same", "bin/run")
                .device("dev/null"));

        assertThat(tree())
                .containsExactly(
                        "bin rwxr-xr-x",
                        "bin/alias -> /bin/run",
                        "bin/run rwxr-x--- program",
                        "bin/same rwxr-x--- program",
                        "dev rwxr-xr-x",
                        "etc rwxr-xr-x",
                        "etc/name rw----r-- api");
    }

    @Test
    void readsAnUncompressedLayerToo() throws IOException {
        LayerArchive.unpack(
                new ByteArrayInputStream(new Tar().file("name", 0644, "api").plain()), root);

        assertThat(tree()).containsExactly("name rw-r--r-- api");
    }

    @Test
    void takesAwayWhatALayerWhitesOut() throws IOException {
        unpack(new Tar().file("etc/kept", 0644, "1").file("etc/gone", 0644, "2").file("old/deep/er", 0644, "3"));

        unpack(new Tar().file("etc/.wh.gone", 0644, "").file(".wh.old", 0644, ""));

        assertThat(tree()).containsExactly("etc rwxr-xr-x", "etc/kept rw-r--r-- 1");
    }

    @Test
    void hidesWhatIsBelowAnOpaqueDirectoryButNotWhatTheSameLayerAdds() throws IOException {
        unpack(new Tar().file("etc/below", 0644, "1"));

        unpack(new Tar().file("etc/added", 0644, "2").file("etc/.wh..wh..opq", 0644, ""));

        assertThat(tree()).containsExactly("etc rwxr-xr-x", "etc/added rw-r--r-- 2");
    }

    @Test
    void replacesAFileByADirectoryAndADirectoryByAFile() throws IOException {
        unpack(new Tar().file("a", 0644, "file").file("b/inside", 0644, "file"));

        unpack(new Tar().directory("a", 0755).file("b", 0644, "now a file"));

        assertThat(tree()).containsExactly("a rwxr-xr-x", "b rw-r--r-- now a file");
    }

    @Test
    void neverWritesThroughAFileThatIsLinkedElsewhere() throws IOException {
        unpack(new Tar().file("shared", 0644, "before"));
        Files.createLink(outside.resolve("linked"), root.directory().resolve("shared"));

        unpack(new Tar().file("shared", 0644, "after"));

        assertThat(outside.resolve("linked")).hasContent("before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "a/../../escaped", "/../escaped", ".."})
    void refusesNamesThatLeadUpwards(String name) {
        assertThatThrownBy(() -> unpack(new Tar().file(name, 0644, "out")))
                .isInstanceOf(IOException.class)
                .hasMessage(name + ": names nothing inside the root directory");

        assertThat(outside.resolve("escaped")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "..", "../../../../../../..", "/proc/self/cwd/../../../.."})
    void readsLinksOnTheWayAsTheyWouldBeReadInside(String target) throws IOException {
        unpack(new Tar().link("way", target));

        unpack(new Tar().file("way/escaped", 0644, "out"));

        assertThat(outside.resolve("escaped")).doesNotExist();
        assertThat(Path.of("/escaped")).doesNotExist();
        assertThat(root.find("way/escaped"))
                .hasValueSatisfying(place -> assertThat(place).hasContent("out").startsWith(root.directory()));
    }

    @Test
    void neverLinksToAFileOutside() throws IOException {
        Files.writeString(outside.resolve("secret"), "secret");
        unpack(new Tar().link("up", ".."));

        assertThatThrownBy(() -> unpack(new Tar().hardLink("copy", "up/secret")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesALoopOfLinks() throws IOException {
        unpack(new Tar().link("a", "b").link("b", "a"));

        assertThatThrownBy(() -> unpack(new Tar().file("a/file", 0644, "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many links");
    }

    @Test
    void refusesAnotherCompressionByName() {
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0};

        assertThatThrownBy(() -> LayerArchive.unpack(new ByteArrayInputStream(zstd), root))
                .hasMessage("a layer is compressed by zstd, which is read by a Docker engine only; build the image"
                        + " with gzip");
    }

    private void unpack(Tar layer) throws IOException {
        try (var archive = layer.stream()) {
            LayerArchive.unpack(archive, root);
        }
    }

    private List<String> tree() throws IOException {
        try (var all = Files.walk(root.directory())) {
            return all.filter(path -> !path.equals(root.directory()))
                    .map(this::described)
                    .sorted()
                    .toList();
        }
    }

    private String described(Path path) {
        try {
            String name = root.directory().relativize(path).toString();
            if (Files.isSymbolicLink(path)) {
                return name + " -> " + Files.readSymbolicLink(path);
            }
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
            return name + " " + mode + (Files.isDirectory(path) ? "" : " " + Files.readString(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

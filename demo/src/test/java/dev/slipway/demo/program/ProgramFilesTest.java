package dev.slipway.demo.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {
    private static final Path JDK = Path.of("/opt/jdk");

    @TempDir
    Path home = Path.of("");

    private Path startUp = home;

    @BeforeEach
    void aPackagedProgram() throws IOException {
        startUp = Files.createDirectories(home.resolve("toy/target/start-up"));
        Files.createFile(home.resolve("toy/target/toy.jar"));
        Files.createFile(startUp.resolve("options"));
    }

    @Test
    void aProgramStartsByWhatItsRehearsalLeft() throws IOException {
        Files.writeString(startUp.resolve("jdk"), "/opt/jdk\n");

        var command = new ProgramFiles(home, JDK, home).command("toy", "Main", List.of("run"));

        assertThat(command)
                .containsSubsequence(
                        "/opt/jdk/bin/java",
                        "@" + home.resolve(".mvn/java.options"),
                        "@" + startUp.resolve("options"),
                        "Main",
                        "run");
    }

    @Test
    void whatAnotherJdkLeftIsNotUsed() throws IOException {
        Files.writeString(startUp.resolve("jdk"), "/opt/another-jdk\n");

        var command = new ProgramFiles(home, JDK, home).command("toy", "Main", List.of("run"));

        assertThat(command).doesNotContain("@" + startUp.resolve("options"));
    }
}

package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.demo.program.Ports;
import dev.slipway.demo.program.ProgramFiles;
import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of {@code ./slipway demo}, as a terminal sends it: SIGINT to every process in the foreground. */
class InterruptedDemoIT {
    /** What a program ends with whom SIGINT ended. */
    private static final int INTERRUPTED = 130;

    private static final Pattern HOUSE = Pattern.compile("-Djava\\.io\\.tmpdir=(\\S+/\\.slipway/demo-\\d+)/tmp");

    @TempDir
    Path temporary = Path.of("");

    private final Set<ProcessHandle> seen = new HashSet<>();
    private Process demo;

    @BeforeEach
    void start() throws IOException {
        demo = inASessionOfItsOwn();
    }

    @AfterEach
    void end() {
        seen.forEach(ProcessHandle::destroyForcibly);
        demo.destroyForcibly();
    }

    @Test
    void leavesNoProcessNoFileAndSaysThatItWasInterrupted() throws Exception {
        awaitTold("v2 TEST_TRAFFIC_SHIFT");
        int programs = look();
        List<Path> houses = houses();

        new ProcessBuilder("kill", "-INT", "--", "-" + demo.pid()).start().waitFor();
        int status = demo.onExit().join().exitValue();

        assertThat(programs).as("sandbox, deployer, two tasks at least").isGreaterThanOrEqualTo(4);
        assertThat(houses).hasSize(1);
        assertThat(status).isEqualTo(INTERRUPTED);
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> assertThat(seen).filteredOn(ProcessHandle::isAlive).isEmpty());
        assertThat(houses).filteredOn(Files::exists).isEmpty();
        assertThat(files(temporary.resolve("tmp"))).isEmpty();
        assertThat(Files.readString(temporary.resolve("err"))).isEmpty();
    }

    /** In a session of its own; and whoever runs this test in the background must not make the demo deaf to SIGINT. */
    private Process inASessionOfItsOwn() throws IOException {
        Wiring wiring = Rehearsal.wiring();
        Path own = Files.createDirectory(temporary.resolve("tmp"));
        var files = new ProgramFiles(wiring.home(), wiring.javaHome(), own);
        String port = String.valueOf(Ports.free());
        var command = new ArrayList<>(List.of("setsid", "env", "--default-signal=INT"));
        command.addAll(files.command(
                "demo", "dev.slipway.demo.Main", List.of("--port", port, "--minute", "6s", "--tasks", "chroot")));
        var builder = new ProcessBuilder(command)
                .redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().put("TMPDIR", own.toString());
        return builder.start();
    }

    private void awaitTold(String words) {
        Eventually.holds(Rehearsal.LONG, () -> {
            look();
            assertThat(Files.readString(temporary.resolve("out"))).contains(words);
        });
    }

    /** Remembers all that runs below the demo; answers how many they are. */
    private int look() {
        List<ProcessHandle> now = demo.descendants().toList();
        seen.addAll(now);
        return now.size();
    }

    /** The directories that its programs were told to keep their files in. */
    private List<Path> houses() {
        return seen.stream()
                .flatMap(process -> process.info().commandLine().stream())
                .map(HOUSE::matcher)
                .filter(Matcher::find)
                .map(found -> Path.of(found.group(1)))
                .distinct()
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}

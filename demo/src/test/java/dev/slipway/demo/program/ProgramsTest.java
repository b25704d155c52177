package dev.slipway.demo.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path home = Path.of("");

    private final Alarm alarm = new Alarm();
    private final Patience patience = new Patience(InstantSource.system(), alarm);
    private Programs programs = new Programs(new ProgramFiles(home, home, home), home, alarm);

    @BeforeEach
    void aHomeWithOneProgram() throws IOException {
        Files.createFile(Files.createDirectories(home.resolve(".mvn")).resolve("java.options"));
        Path target = Files.createDirectories(home.resolve("toy/target"));
        try (var jar = new JarOutputStream(Files.newOutputStream(target.resolve("toy.jar")))) {
            add(jar, Stays.class);
            add(jar, Ends.class);
        }
        var files = new ProgramFiles(home, Path.of(System.getProperty("java.home")), home);
        programs = new Programs(files, home.resolve("logs"), alarm);
    }

    @AfterEach
    void end() {
        programs.close();
    }

    @Test
    void aProgramThatEndsByItselfCutsTheWaitingShortAndShowsItsLog() {
        programs.start("toy", "toy", Ends.class.getName(), List.of("3"), Map.of());

        assertThatThrownBy(() -> patience.until("the world is at peace", LONG, Optional::empty))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("the toy ended by itself, with status 3; the end of its log:\n    ending with 3, as told");
    }

    @Test
    void closingEndsEveryProgramAndRaisesNoAlarm() {
        var first = programs.start("first", "toy", Stays.class.getName(), List.of(), Map.of());
        var second = programs.start("second", "toy", Stays.class.getName(), List.of(), Map.of());
        Eventually.holds(LONG, () -> assertThat(second.logEnd()).isEqualTo("staying"));

        programs.close();

        assertThat(first.process().isAlive()).isFalse();
        assertThat(second.process().isAlive()).isFalse();
        assertThat(patience.until("nothing", LONG, () -> Optional.of("waited"))).isEqualTo("waited");
    }

    @Test
    void aCommandAnswersWhatItPrinted() {
        var arguments = List.of("0");

        var printed = programs.run("toy", Ends.class.getName(), arguments, Map.of("SLIPWAY_TOY", "bear"));

        assertThat(printed).isEqualTo("ending with 0, as told, by a bear\n");
    }

    @Test
    void aCommandThatFailsSaysWhy() {
        var arguments = List.of("4");

        assertThatThrownBy(() -> programs.run("toy", Ends.class.getName(), arguments, Map.of()))
                .hasMessage("'./slipway 4' ended with status 4\n  it said: ending with 4, as told");
    }

    @Test
    void aProgramThatWasNeverPackagedSaysHowToPackageIt() {
        var jar = home.resolve("sandbox/target/sandbox.jar");

        assertThatThrownBy(() -> programs.start("sandbox", "sandbox", "Main", List.of(), Map.of()))
                .hasMessage("'" + jar
                        + "' is missing\n  to fix: start the demo by './slipway demo', which builds everything first");
    }

    @Test
    void waitingTooLongSaysForWhatAndWhatWasSeenLast() {
        assertThatThrownBy(() -> patience.until("the sea is calm", Duration.ZERO, () -> {
                    throw new IOException("waves");
                }))
                .hasMessage("waited 0 s, and still not so: the sea is calm\n  last seen: IOException: waves");
    }

    private static void add(JarOutputStream jar, Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream bytes = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(name))) {
            bytes.transferTo(jar);
        }
    }

    /** Runs until it is told to end. */
    static final class Stays {
        private Stays() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("staying");
            new CountDownLatch(1).await();
        }
    }

    /** Ends at once, with the status it is given. */
    static final class Ends {
        private Ends() {}

        public static void main(String[] args) {
            String toy = System.getenv("SLIPWAY_TOY");
            System.out.println("ending with " + args[0] + ", as told" + (toy == null ? "" : ", by a " + toy));
            System.exit(Integer.parseInt(args[0]));
        }
    }
}

package dev.slipway.demo;

import dev.slipway.demo.image.AppImage;
import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.program.Ports;
import dev.slipway.demo.program.RunningProgram;
import dev.slipway.demo.stage.Account;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import dev.slipway.demo.stage.Rollout;
import dev.slipway.demo.stage.Rollouts;
import dev.slipway.demo.stage.Site;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An open house with a sandbox and an account in it, for tests that run the packaged programs against each other. Closing
 * it ends all of it and keeps the programs' logs in {@code target/rehearsals}.
 */
final class Rehearsal implements AutoCloseable {
    /** On a machine that does a lot else. */
    static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration USER_PAUSE = Duration.ofMillis(100);
    private static final int USERS = 3;

    private final String name;
    private final House house;
    private final RunningProgram sandbox;
    private final Account account;
    private final List<Load> loads = new ArrayList<>();

    private Rehearsal(String name, House house, RunningProgram sandbox, Account account) {
        this.name = name;
        this.house = house;
        this.sandbox = sandbox;
        this.account = account;
    }

    /**
     * Opens a house; an account without services is in it.
     *
     * @param name   of the directory that keeps the logs
     * @param minute how long one of ECS's minutes lasts
     * @param tasks  what tasks run in: {@code auto}, {@code docker} or {@code chroot}
     */
    static Rehearsal open(String name, String minute, String tasks) throws IOException {
        var names = new Names("eu-west-1", "http://127.0.0.1:" + Ports.free());
        return open(name, minute, tasks, names, Theatre::openAccount);
    }

    /** As the other, in an AWS that is where {@code names} says. */
    static Rehearsal open(String name, String minute, String tasks, Names names, Function<Theatre, Account> openAccount)
            throws IOException {
        House house = House.open(wiring(), names);
        try {
            RunningProgram sandbox = house.theatre().openSandbox(minute, tasks);
            return new Rehearsal(name, house, sandbox, openAccount.apply(house.theatre()));
        } catch (RuntimeException e) {
            house.close();
            throw e;
        }
    }

    /** What a program of the clone is handed. */
    static Wiring wiring() {
        return new Wiring(
                Path.of("").toAbsolutePath().resolveSibling(""),
                Path.of(System.getProperty("java.home")),
                InstantSource.system(),
                new PrintStream(PrintStream.nullOutputStream(), true));
    }

    /** The bundled app, prepared once for all tests. */
    static AppImage image() {
        return Image.PREPARED;
    }

    private static final class Image {
        static final AppImage PREPARED = wiring().image();
    }

    Theatre theatre() {
        return house.theatre();
    }

    RunningProgram sandbox() {
        return sandbox;
    }

    Account account() {
        return account;
    }

    /**
     * Furnishes a service that can wait long at its one gate, before users see anything, and does not bake. It does not
     * exist in ECS yet.
     */
    Infrastructure service(String called) {
        Infrastructure made = theatre().furnish(account, new Site(called, Ports.free(), Ports.free()));
        ConfigurationTree configuration = theatre().configuration();
        String file = configuration.serviceFile(made.site());
        String text = configuration.read(file).replace("bake: 1m", "bake: 0m").replace("reruns: 1", "reruns: 10");
        configuration.put(file, text.substring(0, text.indexOf("  production:")));
        return made;
    }

    /** Pushes v1 and waits until it is live on each of these services. */
    void live(Infrastructure... services) {
        for (Infrastructure made : services) {
            push(made, AppVersion.good("v1"));
            theatre().createService(made, "v1");
        }
        for (Infrastructure made : services) {
            over(theatre().rollouts(made.site()));
        }
    }

    /** Answers the digest. */
    String push(Infrastructure made, AppVersion version) {
        return theatre().push(image(), made, version);
    }

    /** Starts the deployer and waits until it has seen these services. */
    RunningProgram openDeployer(Infrastructure... services) {
        return openDeployer(Map.of(), services);
    }

    /** As the other, with some of its environment as {@code changed} has it. */
    RunningProgram openDeployer(Map<String, String> changed, Infrastructure... services) {
        RunningProgram deployer = theatre().openDeployer(account, changed);
        for (Infrastructure made : services) {
            records(made, 1);
        }
        return deployer;
    }

    /** Users of a service, from now on. */
    Load users(Infrastructure made) {
        Load load = Load.start(
                URI.create(made.site().production() + "/version"), USERS, USER_PAUSE, InstantSource.system());
        loads.add(load);
        return load;
    }

    /** The next deployment, over. */
    Rollout over(Rollouts rollouts) {
        return over(rollouts, next(rollouts));
    }

    Rollout over(Rollouts rollouts, String arn) {
        return theatre()
                .patience()
                .until(
                        "the deployment is over",
                        LONG,
                        () -> Optional.of(rollouts.look(arn)).filter(Rollout::isOver));
    }

    /** The ARN of the next deployment. */
    String next(Rollouts rollouts) {
        return theatre().patience().until("ECS starts a deployment", LONG, rollouts::next);
    }

    /** The records, newest first, once there are so many and each of them has ended. */
    List<Recorded> records(Infrastructure made, int count) {
        return records(
                made,
                count + " ended releases on record",
                seen -> seen.size() >= count && seen.stream().allMatch(Recorded::isOver));
    }

    /** The records, newest first, once they are as awaited. */
    List<Recorded> records(Infrastructure made, String awaited, Predicate<List<Recorded>> when) {
        return theatre()
                .patience()
                .until(
                        made.site().name() + " has " + awaited,
                        LONG,
                        () -> Optional.of(theatre().records(made.site())).filter(when));
    }

    /** Waits until something is so. */
    void until(String awaited, Check check) {
        theatre()
                .patience()
                .until(awaited, LONG, () -> Optional.of(check.isSo()).filter(so -> so));
    }

    /** Whether something is so. */
    @FunctionalInterface
    interface Check {
        boolean isSo() throws IOException;
    }

    /** How often the deployers' log holds this. */
    int logged(String words) {
        try {
            return Files.readString(house.directory().resolve("logs/deployer.log"))
                            .split(Pattern.quote(words), -1)
                            .length
                    - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The problems that the deployers have told so far. */
    List<Told> told() {
        return Told.in(house.directory().resolve("logs/deployer.log"));
    }

    /** The problems of one kind. */
    List<Told> told(String problem) {
        return told().stream().filter(one -> one.problem().equals(problem)).toList();
    }

    /** Where everything is that must be gone once this is closed. */
    Path directory() {
        return house.directory();
    }

    @Override
    public void close() throws IOException {
        loads.forEach(Load::close);
        keepLogs();
        house.close();
    }

    private void keepLogs() throws IOException {
        Path kept = Files.createDirectories(Path.of("target", "rehearsals", name));
        try (Stream<Path> logs = Files.list(house.directory().resolve("logs"))) {
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}

package dev.slipway.demo;

import dev.slipway.demo.image.Trees;
import dev.slipway.demo.program.Alarm;
import dev.slipway.demo.program.Patience;
import dev.slipway.demo.program.Ports;
import dev.slipway.demo.program.ProgramFiles;
import dev.slipway.demo.program.Programs;
import dev.slipway.demo.stage.AwsClients;
import dev.slipway.demo.stage.ConfigurationTree;
import dev.slipway.demo.stage.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** All that is open: its directory, its programs, its AWS clients. Closed at the end, and by Ctrl-C in the middle. */
final class House implements AutoCloseable {
    private final Path directory;
    private final Programs programs;
    private final AwsClients aws;
    private final Theatre theatre;
    private final AtomicBoolean closed = new AtomicBoolean();

    private House(Path directory, Programs programs, AwsClients aws, Theatre theatre) {
        this.directory = directory;
        this.programs = programs;
        this.aws = aws;
        this.theatre = theatre;
    }

    /**
     * Opens the house; Ctrl-C closes it from now on.
     *
     * @param port the sandbox's
     */
    static House open(Wiring wiring, int port) throws IOException {
        return open(wiring, new Names("eu-west-1", "http://127.0.0.1:" + port));
    }

    /** As {@link #open(Wiring, int)}, with the sandbox at the endpoint of {@code names}. */
    static House open(Wiring wiring, Names names) throws IOException {
        Path directory =
                Files.createTempDirectory(Files.createDirectories(wiring.home().resolve(".slipway")), "demo-");
        var alarm = new Alarm();
        var files = new ProgramFiles(wiring.home(), wiring.javaHome(), Files.createDirectory(directory.resolve("tmp")));
        var programs = new Programs(files, directory.resolve("logs"), alarm);
        var aws = new AwsClients(names);
        var configuration = new ConfigurationTree(directory.resolve("config"));
        var theatre =
                new Theatre(names, programs, new Patience(wiring.clock(), alarm), aws, configuration, Ports.free());
        var house = new House(directory, programs, aws, theatre);
        Runtime.getRuntime().addShutdownHook(new Thread(house::close, "closing time"));
        return house;
    }

    Theatre theatre() {
        return theatre;
    }

    /** Where everything is that must be gone once the house is closed. */
    Path directory() {
        return directory;
    }

    /** Waits until Ctrl-C, or until a program ends by itself. */
    void stay() {
        theatre.patience().forGood();
    }

    /** Ends the programs and removes the directory; once. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        programs.close();
        aws.close();
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove '" + directory + "'; remove it by hand", e);
        }
    }
}

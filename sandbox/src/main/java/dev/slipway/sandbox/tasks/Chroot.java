package dev.slipway.sandbox.tasks;

import dev.slipway.sandbox.model.Emitted.ContainerSpec;
import dev.slipway.sandbox.model.Emitted.StartTask;
import dev.slipway.sandbox.registry.ImageStore;
import dev.slipway.sandbox.registry.ImageStore.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers without an engine, on Linux: processes with the image's files as their root directory, in user and mount
 * namespaces of their own, as root or as an ordinary user. The network is the machine's, so each is told by {@code PORT}
 * which port to listen on. They run as the user that started the sandbox, whom they take for root.
 *
 * <p>A shell holds each program and the reading end of a pipe; when this JVM is gone, however it went, the pipe ends and
 * the shell kills the program.
 */
public final class Chroot implements Containers {
    private static final Logger LOG = LoggerFactory.getLogger(Chroot.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
    private static final String WATCH = Program.script("watch.sh");
    private static final String ENTER = Program.script("enter.sh");

    private final ImageStore images;
    private final TaskFiles files;
    private final RootDirectories roots;
    private final FreePorts ports;
    private final String unshare;
    private final String nsenter;
    private final Set<ChrootProcess> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Containers of these images.
     *
     * @param files  where their files are unpacked, and their logs written
     * @param random picks the first port to be tried
     */
    public Chroot(ImageStore images, TaskFiles files, RandomGenerator random) {
        this.images = images;
        this.files = files;
        roots = new RootDirectories(files.images());
        ports = new FreePorts(random);
        unshare = found("unshare");
        nsenter = found("nsenter");
    }

    /** Where a program is: a task's own PATH leads elsewhere. */
    private static String found(String program) {
        Program.Outcome asked = Program.run(Duration.ofMinutes(1), List.of("sh", "-c", "command -v " + program));
        if (!asked.ok()) {
            throw new IllegalStateException("no '" + program + "' was found on the PATH: " + asked.lastLine());
        }
        return asked.output();
    }

    @Override
    public Running start(StartTask task, ContainerSpec spec, List<Running> earlier) throws CannotRun {
        StoredImage image = image(spec);
        ImageConfig config = ImageConfig.from(image.config());
        Root root = root(spec, image, config);
        List<String> line = config.commandLine(spec);
        requireProgram(line, root, config.environment(spec).getOrDefault("PATH", ""), config.workingDirectory());
        try {
            int port = ports.take();
            Path scratch = files.scratch(task.taskArn(), spec.name());
            Path log = files.log(task.taskArn(), spec.name());
            Files.createDirectories(log.resolveSibling(""));
            Path note = scratch.resolve("namespace");
            Path base = Files.createDirectory(scratch.resolve("mounts"));
            List<String> inside = inside(base, config, spec, port);
            Process process = new ProcessBuilder(command(note, root, base, inside, line))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            var container = new ChrootProcess(
                    process, spec.name(), port, config.stopSignal(), scratch, new Entrance(nsenter, note, inside));
            hold(container);
            LOG.info("task {} container {} port={} log={}", TaskFiles.taskId(task.taskArn()), spec.name(), port, log);
            return container;
        } catch (IOException e) {
            throw CannotRun.start(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(container -> container.stop(Duration.ZERO));
        try {
            CompletableFuture.allOf(running.stream().map(ChrootProcess::exit).toArray(CompletableFuture[]::new))
                    .get(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("containers still run: {}", running);
        }
    }

    private void hold(ChrootProcess container) {
        running.removeIf(earlier -> earlier.exit().isDone());
        running.add(container);
        if (closed) {
            container.stop(Duration.ZERO);
        }
    }

    private StoredImage image(ContainerSpec spec) throws CannotRun {
        String repository = ImageName.repository(spec.image());
        try {
            return images.image(repository, spec.digest())
                    .orElseThrow(() -> CannotRun.pull(
                            "pull image manifest: " + spec.image() + ": not found in repository '" + repository + "'"));
        } catch (IOException e) {
            throw CannotRun.pull("pull image manifest: " + spec.image() + ": " + e.getMessage());
        }
    }

    private Root root(ContainerSpec spec, StoredImage image, ImageConfig config) throws CannotRun {
        try {
            return roots.of(image, config.workingDirectory());
        } catch (IOException e) {
            throw CannotRun.pull("unpack image " + spec.image() + ": " + e.getMessage());
        }
    }

    /** As Docker does, so that a wrong entry point is a task that failed to start and not one that exited. */
    private static void requireProgram(List<String> line, Root root, String path, String directory) throws CannotRun {
        if (line.isEmpty()) {
            throw CannotRun.start("no command specified: neither the image nor the task definition has one");
        }
        String program = line.getFirst();
        List<String> places = new ArrayList<>();
        if (program.startsWith("/")) {
            places.add(program);
        } else if (program.contains("/")) {
            places.add(directory + "/" + program);
        } else {
            for (String element : path.split(":", -1)) {
                places.add(element + "/" + program);
            }
        }
        try {
            for (String place : places) {
                var found = root.find(place);
                if (found.isPresent() && Files.isRegularFile(found.get()) && Files.isExecutable(found.get())) {
                    return;
                }
            }
        } catch (IOException e) {
            throw CannotRun.start("exec: \"" + program + "\": " + e.getMessage());
        }
        throw CannotRun.start("exec: \"" + program + "\": executable file not found in the image"
                + (program.contains("/") ? "" : "'s PATH '" + path + "'"));
    }

    private List<String> command(Path note, Root root, Path base, List<String> inside, List<String> line) {
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", WATCH, "watch", note.toString()));
        command.addAll(List.of(unshare, "--user", "--map-root-user", "--mount"));
        command.addAll(List.of("sh", "-c", ENTER, "enter", note.toString()));
        command.addAll(List.of(root.directory().toString(), base.toString()));
        command.addAll(inside);
        command.addAll(line);
        return command;
    }

    /** What comes before a program that is to have this environment and these files. */
    private List<String> inside(Path base, ImageConfig config, ContainerSpec spec, int port) {
        Map<String, String> environment = config.environment(spec);
        environment.put("PORT", Integer.toString(port));
        List<String> inside = new ArrayList<>();
        environment.forEach((name, value) -> inside.add(name + "=" + value));
        inside.addAll(List.of(unshare, "--root=" + base.resolve("root"), "--wd=" + config.workingDirectory(), "--"));
        return inside;
    }
}

package dev.slipway.demo.image;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The image's files, in layers from what changes least to what changes most.
 *
 * @param system  the C library and the few files of {@code /etc} it reads
 * @param runtime the Java runtime, in {@code /opt/java}
 * @param app     the app's jar and libraries, in {@code /app}
 */
record Layers(FileEntriesLayer system, FileEntriesLayer runtime, FileEntriesLayer app) {
    static final AbsoluteUnixPath WORK = AbsoluteUnixPath.get("/app");
    static final List<String> ENTRYPOINT = List.of(
            "/opt/java/bin/java",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            "/app/app.jar:/app/lib/*",
            "dev.slipway.app.Main");
    private static final AbsoluteUnixPath JAVA = AbsoluteUnixPath.get("/opt/java");

    JibContainerBuilder addTo(JibContainerBuilder image) {
        return image.addFileEntriesLayer(system).addFileEntriesLayer(runtime).addFileEntriesLayer(app);
    }

    /**
     * Reads the files' names, not yet their contents.
     *
     * @throws ImageFailure if {@code packaged} has no {@code app.jar}
     */
    static Layers gather(Path runtime, Path packaged, Path cache) {
        if (!Files.exists(packaged.resolve("app.jar"))) {
            throw ImageFailure.notPackaged(packaged.resolve("app.jar"));
        }
        try {
            return new Layers(system(runtime, cache.resolve("etc")), java(runtime), app(packaged));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the files of the image", e);
        }
    }

    static FileEntriesLayer java(Path runtime) throws IOException {
        var layer = FileEntriesLayer.builder().setName("java");
        layer.addEntryRecursive(runtime, JAVA, (source, target) -> permissions(source));
        return layer.build();
    }

    private static FileEntriesLayer app(Path packaged) throws IOException {
        return FileEntriesLayer.builder()
                .setName("app")
                .addEntry(packaged.resolve("app.jar"), WORK.resolve("app.jar"))
                .addEntryRecursive(packaged.resolve("lib"), WORK.resolve("lib"))
                .build();
    }

    static FileEntriesLayer system(Path runtime, Path etc) throws IOException {
        var layer = FileEntriesLayer.builder().setName("system");
        for (Path needed : SharedObjects.neededBy(runtime)) {
            layer.addEntry(
                    needed.toRealPath(), AbsoluteUnixPath.fromPath(needed), FilePermissions.fromOctalString("755"));
        }
        Files.createDirectories(etc);
        write(layer, etc, "passwd", "root:x:0:0:root:/:/sbin/nologin\napp:x:10001:10001:app:/app:/sbin/nologin\n");
        write(layer, etc, "group", "root:x:0:\napp:x:10001:\n");
        write(layer, etc, "nsswitch.conf", "hosts: files dns\n");
        for (String mountPoint : List.of("/proc", "/dev", "/tmp")) {
            layer.addEntry(etc, AbsoluteUnixPath.get(mountPoint), FilePermissions.fromOctalString("777"));
        }
        return layer.build();
    }

    private static void write(FileEntriesLayer.Builder layer, Path etc, String name, String content)
            throws IOException {
        Path file = etc.resolve(name);
        if (!Files.exists(file)) {
            // Moved into place: another demo may read it at this moment.
            Path beside = Files.createTempFile(etc, name, ".new");
            Files.writeString(beside, content);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        layer.addEntry(file, AbsoluteUnixPath.get("/etc/" + name));
    }

    private static FilePermissions permissions(Path source) {
        boolean wide = Files.isDirectory(source) || Files.isExecutable(source);
        return FilePermissions.fromOctalString(wide ? "755" : "644");
    }
}

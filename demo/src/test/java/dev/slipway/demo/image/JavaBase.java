package dev.slipway.demo.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.nio.file.Path;
import java.util.Map;

/** An image of a Java runtime and nothing else, to build others upon where none can be pulled. */
public final class JavaBase {
    private static final String MODULES = "java.base,java.compiler,java.instrument,java.logging,java.management,"
            + "java.naming,java.net.http,java.sql,java.xml,jdk.management,jdk.unsupported,jdk.zipfs";

    private JavaBase() {}

    /**
     * Writes it as a file for {@code docker load}.
     *
     * @param cache where the runtime and compressed layers are kept for the next time
     */
    public static void writeTar(Path javaHome, Path cache, String reference, Path file) throws Exception {
        Path runtime = new JavaRuntime(javaHome, cache, MODULES).linked();
        var container = Containerizer.to(TarImage.at(file).named(reference))
                .setBaseImageLayersCache(cache.resolve("base"))
                .setApplicationLayersCache(cache.resolve("layers"));
        Jib.fromScratch()
                .addFileEntriesLayer(Layers.system(runtime, cache.resolve("etc")))
                .addFileEntriesLayer(Layers.java(runtime))
                .setFormat(ImageFormat.Docker)
                .setEnvironment(Map.of("PATH", "/opt/java/bin"))
                .containerize(container);
    }
}

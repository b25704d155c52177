package dev.slipway.demo.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The bundled app as a container image: a linked Java runtime, the C library it needs, the app. The versions share all
 * layers, so that only the first one pushed costs time. From one cache, the same version always has the same digest.
 */
public final class AppImage {
    private final Layers layers;
    private final Path cache;

    private AppImage(Layers layers, Path cache) {
        this.layers = layers;
        this.cache = cache;
    }

    /**
     * Gathers what the image is made of.
     *
     * @param home     the clone, with the packaged app in {@code app/target}
     * @param javaHome the JDK whose runtime goes into the image
     * @param cache    where the runtime and compressed layers are kept for the next time
     * @throws ImageFailure if this is not Linux, the app is not packaged, or {@code jlink} or {@code ldd} fails
     */
    public static AppImage prepare(Path home, Path javaHome, Path cache) {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            throw ImageFailure.notLinux(system);
        }
        Path runtime = new JavaRuntime(javaHome, cache, JavaRuntime.FOR_THE_APP).linked();
        return new AppImage(Layers.gather(runtime, home.resolve("app/target"), cache), cache);
    }

    /**
     * Pushes one version; answers its manifest's digest, {@code sha256:…}.
     *
     * @param reference {@code host:port/repository:tag}
     * @throws ImageFailure if the registry refuses
     */
    public String push(AppVersion version, String reference) {
        try {
            return containerize(version, Containerizer.to(RegistryImage.named(reference)));
        } catch (InvalidImageReferenceException e) {
            throw ImageFailure.notPushed(reference, e);
        } catch (ExecutionException e) {
            throw ImageFailure.notPushed(reference, root(e));
        }
    }

    /**
     * Writes one version as a file for {@code docker load}.
     *
     * @throws ImageFailure if the file cannot be written
     */
    public String writeTar(AppVersion version, String reference, Path file) {
        try {
            return containerize(version, Containerizer.to(TarImage.at(file).named(reference)));
        } catch (InvalidImageReferenceException e) {
            throw ImageFailure.notPushed(reference, e);
        } catch (ExecutionException e) {
            throw ImageFailure.notPushed(reference, root(e));
        }
    }

    private String containerize(AppVersion version, Containerizer to) throws ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Containerizer containerizer = to.setAllowInsecureRegistries(true)
                    .setBaseImageLayersCache(cache.resolve("base"))
                    .setApplicationLayersCache(cache.resolve("layers"))
                    .setToolName("slipway")
                    .setExecutorService(threads);
            return plan(version).containerize(containerizer).getDigest().toString();
        } catch (IOException | RegistryException | CacheDirectoryCreationException e) {
            throw new ExecutionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    private JibContainerBuilder plan(AppVersion version) {
        return layers.addTo(Jib.fromScratch())
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setFormat(ImageFormat.Docker)
                .setCreationTime(Instant.EPOCH)
                .setUser("10001:10001")
                .setWorkingDirectory(Layers.WORK)
                .setExposedPorts(Set.of(Port.tcp(8080)))
                .setEnvironment(Map.of("APP_VERSION", version.name(), "FAULT", version.fault()))
                .addLabel("org.opencontainers.image.version", version.name())
                .setEntrypoint(Layers.ENTRYPOINT);
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch", "amd64");
        return machine.equals("aarch64") ? "arm64" : machine;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}

package dev.slipway.deployer.config;

import dev.slipway.deployer.reconcile.port.ConfigFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a configuration tree in a directory. */
public final class ConfigDirectory implements ConfigFiles {
    private static final List<String> FOLDERS =
            List.of(ConfigTree.SERVICES, ConfigTree.SUITES, ConfigTree.SCHEMAS, ConfigTree.TEMPLATES);

    private final Path root;

    /** The directory that holds {@code services/} and the others. */
    public ConfigDirectory(Path root) {
        this.root = root;
    }

    @Override
    public String location() {
        return root.toString();
    }

    /** Every file with its size and time. */
    @Override
    public String signature() throws IOException {
        var signature = new StringBuilder();
        for (Path file : files()) {
            signature.append(name(file)).append('\0').append(Files.size(file)).append('\0');
            signature.append(Files.getLastModifiedTime(file).toInstant()).append('\n');
        }
        return signature.toString();
    }

    @Override
    public SortedMap<String, String> read() throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files()) {
            texts.put(name(file), text(file));
        }
        return texts;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException("'" + file + "' is not UTF-8", e);
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(root.resolve(ConfigTree.SERVICES))) {
            throw new IOException("there is no directory '" + root.resolve(ConfigTree.SERVICES) + "'");
        }
        var all = new ArrayList<Path>();
        for (String folder : FOLDERS) {
            Path directory = root.resolve(folder);
            if (Files.isDirectory(directory)) {
                // Mounted configuration is often a forest of symbolic links.
                try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
                    walk.filter(Files::isRegularFile)
                            .filter(file -> !isHidden(file))
                            .forEach(all::add);
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        }
        all.sort(null);
        return all;
    }

    // Editors' swap files, and the "..data" of mounted configuration.
    private boolean isHidden(Path file) {
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".") || part.toString().endsWith("~")) {
                return true;
            }
        }
        return false;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}

package dev.slipway.smoke.parse;

import dev.slipway.smoke.judge.Queries;
import dev.slipway.smoke.suite.SourceSpan;
import dev.slipway.smoke.suite.Suite;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads suites as a set: every file is right, or nothing is loaded and everything that is wrong is said. */
public final class SuiteLoader {
    private SuiteLoader() {}

    /** Loads suites that name no files from texts; the texts' names are used in faults and reports. */
    public static Loaded load(List<SuiteText> sources) {
        return load(sources, SuiteFiles.none());
    }

    /** Loads suites from texts, such as pinned ones, and the files they name from {@code files}. */
    public static Loaded load(List<SuiteText> sources, SuiteFiles files) {
        return load(sources, files, new Faults());
    }

    /** Loads suites, and the files they name, from the disk. */
    public static Loaded read(List<Path> files) {
        Faults faults = new Faults();
        List<SuiteText> sources = new ArrayList<>();
        files.forEach(file -> text(file, faults).ifPresent(sources::add));
        return load(sources, SuiteLoader::onDisk, faults);
    }

    private static Loaded load(List<SuiteText> sources, SuiteFiles files, Faults faults) {
        sources.forEach(faults::source);
        SuiteParser parser = new SuiteParser(faults, Queries.create(), files);
        List<Suite> suites =
                sources.stream().map(parser::parse).flatMap(Optional::stream).toList();
        Map<String, String> named = new HashMap<>();
        for (Suite suite : suites) {
            String first = named.putIfAbsent(suite.name(), suite.file());
            if (first != null && !suite.name().isEmpty()) {
                faults.add(
                        new SourceSpan(suite.file(), 1, 1),
                        "a suite is already called '" + suite.name() + "' in " + first);
            }
        }
        return faults.isEmpty()
                ? new Loaded.Suites(suites)
                : new Loaded.Faulty(
                        faults.all(sources.stream().map(SuiteText::name).toList()));
    }

    private static Optional<byte[]> onDisk(String path) {
        try {
            return Optional.of(Files.readAllBytes(Path.of(path)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<SuiteText> text(Path file, Faults faults) {
        SourceSpan start = new SourceSpan(file.toString(), 1, 1);
        try {
            return Optional.of(new SuiteText(file.toString(), Files.readString(file)));
        } catch (NoSuchFileException e) {
            faults.add(start, "there is no such file");
        } catch (MalformedInputException e) {
            faults.add(start, "is not UTF-8");
        } catch (IOException e) {
            faults.add(
                    start,
                    Files.isDirectory(file)
                            ? "is a directory; name the suite files in it"
                            : "can't be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}

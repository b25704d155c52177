package dev.slipway.smoke.cli;

import dev.slipway.smoke.report.HtmlReport;
import dev.slipway.smoke.report.JsonReport;
import dev.slipway.smoke.report.JunitReport;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.suite.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that {@code --report} asks for, by their format. */
record ReportFiles(Map<String, Path> files) {
    static final Option OPTION = Option.many(
            "--report",
            "FORMAT=FILE[,...]",
            "Also writes the report: 'json' for programs, 'junit' for build servers, 'html' as a page for people.");
    private static final List<String> FORMATS = List.of("json", "junit", "html");

    ReportFiles {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * Those asked for.
     *
     * @throws UsageFault if a format does not exist, or a file can't be written for want of a directory
     */
    static ReportFiles of(Words words) {
        Map<String, Path> files = new LinkedHashMap<>();
        words.pairs(OPTION.name(), words.listed(OPTION.name())).forEach((format, file) -> {
            if (!FORMATS.contains(format)) {
                throw UsageFault.of("--report: there is no format '" + format + "'" + Nearest.hint(format, FORMATS)
                        + " (one of " + String.join(", ", FORMATS) + ")");
            }
            Path path = Path.of(file);
            Path directory = path.toAbsolutePath().getParent();
            if (file.isEmpty() || directory == null || !Files.isDirectory(directory) || Files.isDirectory(path)) {
                throw UsageFault.of("--report: '" + file + "' can't be written: "
                        + (file.isEmpty() || Files.isDirectory(path)
                                ? "it names no file"
                                : "there is no directory '" + directory + "'"));
            }
            files.put(format, path);
        });
        return new ReportFiles(files);
    }

    /** Writes them all; answers with what could not be written. */
    List<String> write(Report report) {
        List<String> faults = new ArrayList<>();
        files.forEach((format, file) -> {
            try {
                Files.writeString(file, written(format, report));
            } catch (IOException e) {
                faults.add("--report: '" + file + "' could not be written: " + e.getMessage());
            }
        });
        return faults;
    }

    private static String written(String format, Report report) {
        return switch (format) {
            case "junit" -> JunitReport.of(report);
            case "html" -> HtmlReport.of(report);
            default -> JsonReport.of(report).toPrettyString() + "\n";
        };
    }
}

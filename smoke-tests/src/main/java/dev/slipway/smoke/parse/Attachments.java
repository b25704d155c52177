package dev.slipway.smoke.parse;

import dev.slipway.smoke.suite.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files one suite names. Their paths start where the suite lies or, if that directory is called {@code suites}, one
 * above it; they never lead out of there.
 */
final class Attachments {
    private static final int MOST_BYTES = 10 << 20;
    private final SuiteFiles files;
    private final String root;
    private final Faults faults;
    private final List<Attachment> used = new ArrayList<>();

    private Attachments(SuiteFiles files, String root, Faults faults) {
        this.files = files;
        this.root = root;
        this.faults = faults;
    }

    static Attachments of(String suite, SuiteFiles files, Faults faults) {
        String name = suite.replace('\\', '/');
        String directory = name.substring(0, name.lastIndexOf('/') + 1);
        boolean isInTree = directory.equals("suites/") || directory.endsWith("/suites/");
        return new Attachments(
                files, isInTree ? directory.substring(0, directory.length() - "suites/".length()) : directory, faults);
    }

    /** The file written as {@code path}; a fault if there is none. */
    Optional<Attachment> load(Node.Scalar path) {
        String text = path.text();
        if (text.contains("${")) {
            faults.add(path.at(), "a file's path takes no variables");
            return Optional.empty();
        }
        if (text.startsWith("/")
                || text.contains("\\")
                || List.of(text.split("/")).contains("..")) {
            faults.add(path.at(), "'" + text + "' leads out of the directory of suites; give a path below it");
            return Optional.empty();
        }
        Optional<byte[]> bytes = files.read(root + text);
        if (bytes.isEmpty()) {
            faults.add(path.at(), "there is no file '" + root + text + "'");
            return Optional.empty();
        }
        if (bytes.get().length > MOST_BYTES) {
            faults.add(path.at(), "'" + text + "' has more than " + (MOST_BYTES >> 20) + " MiB");
            return Optional.empty();
        }
        Attachment attachment = Attachment.of(text, bytes.get());
        used.add(attachment);
        return Optional.of(attachment);
    }

    List<Attachment> used() {
        return List.copyOf(used);
    }
}

package dev.slipway.smoke.parse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Port: the files that suites name, such as schemas. */
@FunctionalInterface
public interface SuiteFiles {
    /**
     * What is in a file; empty if there is none.
     *
     * @param path as the names of suites: {@code schemas/document.schema.json} for the suite {@code suites/documents.yaml}
     */
    Optional<byte[]> read(String path);

    /** No files. */
    static SuiteFiles none() {
        return path -> Optional.empty();
    }

    /** These texts, by path, in UTF-8. */
    static SuiteFiles of(Map<String, String> texts) {
        return path -> Optional.ofNullable(texts.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.slipway.deployer.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The texts of a configuration tree.
 *
 * @param files by path relative to the tree, with {@code /}; only those under the four folders
 */
record ConfigTree(SortedMap<String, String> files) {
    static final String SERVICES = "services/";
    static final String SUITES = "suites/";
    static final String SCHEMAS = "schemas/";
    static final String TEMPLATES = "templates/";

    ConfigTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The files of one folder. */
    SortedMap<String, String> under(String folder) {
        var some = new TreeMap<String, String>();
        files.forEach((path, text) -> {
            if (path.startsWith(folder)) {
                some.put(path, text);
            }
        });
        return some;
    }

    /** What releases pin to judge their gates by. */
    SortedMap<String, String> suitesAndSchemas() {
        SortedMap<String, String> both = under(SUITES);
        both.putAll(under(SCHEMAS));
        return both;
    }

    /** SHA-256 of all paths and texts, 64 hexadecimal digits. */
    String hash() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            files.forEach((path, text) -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                sha.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

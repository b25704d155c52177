package dev.slipway.deployer.reconcile.port;

import java.io.IOException;
import java.util.SortedMap;

/** The files of one configuration tree, wherever it is kept. */
public interface ConfigFiles {

    /** Where the tree is, as its users write it: a directory, or {@code s3://bucket/prefix}. */
    String location();

    /**
     * What tells cheaply whether a file was changed, added or removed: it is another text then.
     *
     * @throws IOException if there is no tree, or it can't be read
     * @throws PortFailure if AWS could not be asked
     */
    String signature() throws IOException;

    /**
     * The texts of all files below {@code services/}, {@code suites/}, {@code schemas/} and {@code templates/}, by path
     * relative to the tree, with {@code /}.
     *
     * @throws IOException if there is no tree, it can't be read, or a file is not UTF-8
     * @throws PortFailure if AWS could not be asked
     */
    SortedMap<String, String> read() throws IOException;
}

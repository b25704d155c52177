package dev.slipway.smoke.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process's own streams, in UTF-8 whatever its locale: reports hold names of any language. */
public final class Streams {
    private Streams() {}

    /** Standard output. */
    public static PrintWriter out() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    }

    /** Standard error. */
    public static PrintWriter err() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    }
}

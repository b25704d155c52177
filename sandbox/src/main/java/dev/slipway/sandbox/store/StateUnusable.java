package dev.slipway.sandbox.store;

import java.nio.file.Path;

/** A data directory that can't be used. Nothing in it was changed. */
public final class StateUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StateUnusable(String message) {
        super(message);
    }

    private static StateUnusable of(String what, String remedy) {
        return new StateUnusable(what + "; nothing was started\n  to fix: " + remedy);
    }

    static StateUnusable inUse(Path directory, String by) {
        return of(
                "another sandbox (process " + by + ") uses the data directory '" + directory + "'",
                "end that one, or choose another directory");
    }

    static StateUnusable newer(Path directory, int format, int known, String writtenBy) {
        return of(
                "the data directory '" + directory + "' was written by a newer sandbox (" + writtenBy + ", format "
                        + format + "; this one knows format " + known + ")",
                "start that version, or choose another directory");
    }

    static StateUnusable notOurs(Path directory) {
        return of(
                "'" + directory + "' holds other things than a sandbox's data",
                "choose a directory that is empty or not there yet");
    }

    static StateUnusable notWritable(Path directory, String why) {
        return of(
                "the data directory '" + directory + "' can't be written to: " + why,
                "choose a directory of yours, or make room");
    }

    static StateUnusable otherSettings(Path directory, String setting, String kept, String wanted) {
        return of(
                "the data directory '" + directory + "' was begun with " + setting + " '" + kept + "', not '" + wanted
                        + "', and what happened in it would not have happened so",
                "start with '" + setting + " " + kept + "', or choose another directory");
    }

    static StateUnusable damaged(Path file, int line, String why) {
        return of(
                "line " + line + " of '" + file + "' can't be read: " + why,
                "bring the file back from a copy, or choose another directory");
    }

    static StateUnusable answersOtherwise(Path file, int line, String call, String writtenBy) {
        return of(
                "this sandbox answers the call '" + call + "' in line " + line + " of '" + file
                        + "' otherwise than the one that wrote it (" + writtenBy
                        + "), so its state can't be brought back",
                "start version '" + writtenBy + "', or choose another directory");
    }
}

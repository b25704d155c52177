package dev.slipway.deployer.cli;

/** What commands end with. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;
    /** The deployer refused the command, or what was checked has faults. */
    static final int REFUSED = 1;
    /** The command line, or a setting, is wrong. */
    static final int USAGE = 2;
    /** There is no such service, release or image. */
    static final int NOT_FOUND = 3;
    /** The command was written, and no deployer answered in time. */
    static final int NO_ANSWER = 4;
    /** AWS could not be asked. */
    static final int AWS = 5;
    /** A bug. */
    static final int BUG = 70;

    private ExitCode() {}
}

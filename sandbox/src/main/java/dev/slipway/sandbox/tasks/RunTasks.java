package dev.slipway.sandbox.tasks;

/** How tasks are to be run. */
public enum RunTasks {
    /** By a Docker engine if one answers, otherwise in a chroot. */
    AUTO,
    /** As containers of the Docker engine. */
    DOCKER,
    /** As processes with the image's files as their root directory; Linux only. */
    CHROOT,
    /** Only as if: nothing runs, nothing listens. */
    SIMULATED
}

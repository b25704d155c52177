package dev.slipway.deployer.http;

import java.util.List;

/** Whether the process can do its work. */
@FunctionalInterface
public interface Readiness {

    /** What it waits for, each a clause for people; empty if it is ready. */
    List<String> waitingFor();
}

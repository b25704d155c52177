package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;

/** The keys of the journal's items. */
public final class Keys {
    public static final String STATE = "STATE";
    public static final String SERVICES = "SERVICES";
    public static final String RELEASES = "RELEASES";
    public static final String SWEEP = "SWEEP";
    public static final String UNSENT = "UNSENT";
    /** Repositories that no service releases and that were told of. */
    public static final String UNKNOWN = "UNKNOWN";

    public static final String RELEASE = "RELEASE#";
    public static final String SKIPPED = "SKIPPED#";
    public static final String COMMAND = "COMMAND#";

    /** Digests that proved bad and that STATE has no room for any more. */
    public static final String QUARANTINED = "QUARANTINED#";

    private Keys() {}

    /** The partition of a service. */
    public static String service(ServiceName name) {
        return "SERVICE#" + name;
    }

    public static String release(ReleaseId id) {
        return RELEASE + id;
    }

    /** Prefix of a release's smoke reports. */
    public static String reports(ReleaseId id) {
        return "REPORT#" + id + "#";
    }

    public static String report(ReleaseId id, String visit, int attempt) {
        return reports(id) + visit + "#" + attempt;
    }

    /** What the stopped tasks said before a rollback. */
    public static String tasks(ReleaseId id) {
        return "TASKS#" + id;
    }

    public static String lease(ReleaseId id, String visit, int attempt) {
        return "LEASE#" + id + "#" + visit + "#" + attempt;
    }

    /** Which tag named which image when the repository was last looked over. */
    public static String tags(String repository) {
        return "TAGS#" + repository;
    }

    public static String taskDefinition(String hash) {
        return "TASKDEF#" + hash;
    }

    public static String suites(String hash) {
        return "SUITES#" + hash;
    }

    public static String config(String hash) {
        return "CONFIG#" + hash;
    }
}

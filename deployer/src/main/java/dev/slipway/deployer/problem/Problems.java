package dev.slipway.deployer.problem;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Every problem by name: what is said of it stands here and nowhere else. */
public final class Problems {

    private Problems() {}

    /** An announcement could not be sent; it is kept and sent later. */
    public static Problem announcementFailed(ServiceName service, String announcement, String why, Instant retryAt) {
        return new Problem(
                ProblemCode.ANNOUNCEMENT_FAILED,
                "the announcement '" + announcement + "' could not be sent: " + why,
                List.of(service(service)),
                new Next.Retry(retryAt),
                "check that the deployer's role may call events:PutEvents and that EventBridge answers");
    }

    /**
     * AWS did not allow a call.
     *
     * @param action the IAM name of the call
     */
    public static Problem awsAccessDenied(String where, String action, String code, String message, Instant retryAt) {
        return new Problem(
                ProblemCode.AWS_ACCESS_DENIED,
                "AWS did not allow " + action + ": " + code + ": " + message,
                List.of(where),
                new Next.Retry(retryAt),
                "allow '" + action + "' in the deployer's role, or renew its credentials");
    }

    /** AWS answered that what we asked can't be done. */
    public static Problem awsRefused(String where, String action, String code, String message, Next next) {
        return new Problem(
                ProblemCode.AWS_REFUSED,
                "AWS refused " + action + ": " + code + ": " + message,
                List.of(where),
                next,
                "read what AWS says of '" + code + "' and change what it names");
    }

    /** AWS asked us to slow down. */
    public static Problem awsThrottled(String where, String action, Instant retryAt) {
        return new Problem(
                ProblemCode.AWS_THROTTLED,
                "AWS throttled " + action,
                List.of(where),
                new Next.Retry(retryAt),
                "wait; if it lasts, look for what else in the account makes many of these calls");
    }

    /** No answer came, or a server error: the effect may or may not have taken place. */
    public static Problem awsUnavailable(String where, String action, String message, Instant retryAt) {
        return new Problem(
                ProblemCode.AWS_UNAVAILABLE,
                "no usable answer to " + action + " came: " + message,
                List.of(where),
                new Next.Retry(retryAt),
                "check the network to AWS's endpoint and AWS's health page");
    }

    /**
     * An operator's command was not carried out.
     *
     * @param line the command as written
     */
    public static Problem commandRefused(ServiceName service, String parameter, long version, String line, String why) {
        return new Problem(
                ProblemCode.COMMAND_REFUSED,
                "'" + line + "' was not carried out: " + why,
                List.of(service(service), "parameter " + parameter + ", version " + version),
                new Next.NothingChanged(),
                "look at './slipway status " + service + "' and write a command that fits what runs now");
    }

    /**
     * The configuration tree has faults.
     *
     * @param faults  each with file, line and column; at least one
     * @param inForce what is in force instead, a clause
     */
    public static Problem configurationFaulty(List<String> faults, String inForce) {
        return new Problem(
                ProblemCode.CONFIGURATION_FAULTY,
                count(faults) + " in the configuration; " + inForce,
                faults,
                new Next.NothingChanged(),
                "correct the lines named; './slipway validate' checks the tree before it is put in place");
    }

    /** A hook waits and we can't tell which gate it is, or the facts contradict each other. */
    public static Problem gateUnrecognized(ServiceName service, ReleaseId release, String deploymentArn, String what) {
        return new Problem(
                ProblemCode.GATE_UNRECOGNIZED,
                "a hook waits and it is not clear for which gate: " + what,
                List.of(service(service), "release " + release, deploymentArn),
                new Next.Halted(),
                "compare the listener rules' weights with the deployment's stage; the hook rolls back by itself when it expires");
    }

    /** ECR no longer has an image that a release was to deploy. */
    public static Problem imageGone(ServiceName service, ReleaseId release, String what) {
        return new Problem(
                ProblemCode.IMAGE_GONE,
                what,
                List.of(service(service), "release " + release),
                new Next.NothingChanged(),
                "push the image again, and keep what is to be released out of the repository's lifecycle policy");
    }

    /**
     * ECR no longer has an image that runs, or that a rollback would need.
     *
     * @param role what it is to the service, a clause such as 'the live release'
     */
    public static Problem imageGone(ServiceName service, ReleaseId release, Image image, String role, Instant retryAt) {
        return new Problem(
                ProblemCode.IMAGE_GONE,
                "ECR can't give out " + image + " any more, the image of " + role + ": no new task of it can start",
                List.of(service(service), "release " + release),
                new Next.Retry(retryAt),
                "push the image again, and keep what runs out of the repository's lifecycle policy");
    }

    /** A newer version of Slipway wrote the service's state. */
    public static Problem journalNewer(ServiceName service, int found, int known, Instant retryAt) {
        return new Problem(
                ProblemCode.JOURNAL_NEWER,
                "the state has schema " + found + ", and this version of Slipway knows " + known
                        + "; it is left to newer workers",
                List.of(service(service)),
                new Next.Retry(retryAt),
                "finish the upgrade: stop the workers of the old version");
    }

    /** The table can't be read or written. */
    public static Problem journalUnavailable(String where, String action, String message, Instant retryAt) {
        return new Problem(
                ProblemCode.JOURNAL_UNAVAILABLE,
                "the journal can't be used, " + action + " " + message,
                List.of(where),
                new Next.Retry(retryAt),
                "check that the table exists and that the deployer's role may use it");
    }

    /**
     * A message that is no event.
     *
     * @param body only its beginning is shown
     */
    public static Problem messageUnparsable(String messageId, String why, String body) {
        return new Problem(
                ProblemCode.MESSAGE_UNPARSABLE,
                "a message of the work queue can't be read: " + why,
                List.of("message " + messageId, "it begins '" + beginning(body) + "'"),
                new Next.NothingChanged(),
                "look at it in the dead-letter queue, and find who sends to the work queue beside EventBridge");
    }

    /** The service is not in a condition in which a release may start. */
    public static Problem preflightRefused(ServiceName service, ReleaseId release, String what) {
        return new Problem(
                ProblemCode.PREFLIGHT_REFUSED,
                what,
                List.of(service(service), "release " + release),
                new Next.NothingChanged(),
                "bring the ECS service into the condition named, then push again");
    }

    /**
     * The task definition can't be rendered or registered.
     *
     * @param what every fault, one sentence each
     */
    public static Problem renderRefused(ServiceName service, ReleaseId release, String what) {
        return new Problem(
                ProblemCode.RENDER_REFUSED,
                "no task definition could be made: " + what,
                List.of(service(service), "release " + release),
                new Next.NothingChanged(),
                "correct what is named; './slipway render " + service + "' shows the result without deploying it");
    }

    /**
     * A push to a repository that no service releases.
     *
     * @param known  the repositories that are released
     * @param faults of the configuration, which may be why; empty if it has none
     */
    public static Problem repositoryUnknown(
            String repository, String tag, Collection<String> known, List<String> faults) {
        var where = new ArrayList<String>();
        where.add("image " + repository + ":" + tag);
        where.addAll(faults);
        return new Problem(
                ProblemCode.REPOSITORY_UNKNOWN,
                "no service in force releases images of repository '" + repository + "'"
                        + NearestName.hint(repository, known),
                where,
                new Next.NothingChanged(),
                faults.isEmpty()
                        ? "add a service file with this repository, or leave the repository out of the EventBridge rule"
                        : "correct the configuration, which has " + count(faults)
                                + "; a service that Slipway has looked at before then gets the newest image pushed");
    }

    /** Going back takes longer than it may. */
    public static Problem rollbackStuck(ServiceName service, ReleaseId release, String deploymentArn, String what) {
        return new Problem(
                ProblemCode.ROLLBACK_STUCK,
                "the rollback does not end: " + what,
                List.of(service(service), "release " + release, deploymentArn),
                new Next.Halted(),
                "look at the events of the ECS service and at its stopped tasks, remove the cause, then 'resume'");
    }

    /** The ECS service of a configuration does not exist. */
    public static Problem serviceNotFound(ServiceName service, String cluster, String ecsService, Instant retryAt) {
        return new Problem(
                ProblemCode.SERVICE_NOT_FOUND,
                "there is no ECS service '" + ecsService + "' on the cluster '" + cluster + "'",
                List.of(service(service)),
                new Next.Retry(retryAt),
                "create the ECS service, or correct 'service' and 'cluster' in its file");
    }

    /** A service that Slipway looked after has no file any more, but may still have our hooks. */
    public static Problem serviceRemoved(ServiceName service) {
        return new Problem(
                ProblemCode.SERVICE_REMOVED,
                "the service's file is gone; what is under way goes on, nothing new starts, and what others deploy passes"
                        + " its hooks",
                List.of(service(service)),
                new Next.NothingChanged(),
                "write './slipway detach " + service + "' to take the hooks off, or put the file back");
    }

    /** The suites of a release can't be used. */
    public static Problem suiteFaulty(ServiceName service, ReleaseId release, List<String> faults) {
        var where = new ArrayList<String>();
        where.add(service(service) + ", release " + release);
        where.addAll(faults);
        return new Problem(
                ProblemCode.SUITE_FAULTY,
                count(faults) + " in the smoke suites that the release pinned; its gate is inconclusive",
                where,
                new Next.NothingChanged(),
                "correct the lines named, then 'retry'; './slipway smoke' runs a suite against any address");
    }

    private static String service(ServiceName service) {
        return "service " + service;
    }

    private static String count(List<String> faults) {
        return faults.size() == 1 ? "1 fault" : faults.size() + " faults";
    }

    private static String beginning(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }
}

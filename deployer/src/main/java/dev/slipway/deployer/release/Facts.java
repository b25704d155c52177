package dev.slipway.deployer.release;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.RevisionView;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a turn saw of the world; only what the release's state asks for.
 *
 * @param service   in Preparing and Starting, and where our deployment is not shown or STOPPED
 * @param ours      our deployment: the pinned one, or in Starting the oldest with our task definition; in Preparing the one in
 *     flight, if a call thought lost started it after all
 * @param target    the service revision our deployment brings, once it is SUCCESSFUL
 * @param last      what became of the effect that this turn sent before
 * @param rendering in Preparing, before it is rendered
 * @param registered in Preparing, the ARN of our revision if it is found
 * @param preflight in Preparing, after it is registered
 * @param traffic   while a hook waits, if the service has a load balancer
 * @param run       while a smoke run of ours is claimed
 * @param fleet     while a gate waits that asks whether the tasks are healthy
 * @param command   while a gate waits that runs a command: the task of it, if ECS shows one
 */
public record Facts(
        ServiceSeen service,
        Optional<DeploymentView> ours,
        Optional<RevisionView> target,
        EffectOutcome last,
        Optional<Rendered> rendering,
        Optional<String> registered,
        Optional<PreflightFacts> preflight,
        Optional<Traffic> traffic,
        Optional<Run> run,
        Optional<Fleet> fleet,
        Optional<CommandRun> command) {

    /** Nothing was looked at. */
    public static final Facts NONE = new Facts(
            new ServiceSeen.NotAsked(),
            Optional.empty(),
            Optional.empty(),
            new EffectOutcome.None(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** What ECS says of the service. */
    public sealed interface ServiceSeen {

        /** Nobody asked, so it says nothing. */
        record NotAsked() implements ServiceSeen {}

        /** There is none of this name. */
        record Missing() implements ServiceSeen {}

        record Found(ServiceView view) implements ServiceSeen {}

        /** What ECS answered; empty if it has no such service. */
        static ServiceSeen of(Optional<ServiceView> answer) {
            return answer.<ServiceSeen>map(Found::new).orElseGet(Missing::new);
        }
    }

    /** What became of an effect. */
    public sealed interface EffectOutcome {

        /** None was sent. */
        record None() implements EffectOutcome {}

        /**
         * AWS said that it is done.
         *
         * @param answer for a registration the ARN; empty otherwise
         */
        record Done(String answer) implements EffectOutcome {}

        /** It was not sent, because the last look before it showed that it must not be. */
        record NotSent(String why) implements EffectOutcome {}

        /** AWS said that it can't be done. */
        record Refused(String code, String message) implements EffectOutcome {}
    }

    /** What rendering gave. */
    public sealed interface Rendered {

        /** A task definition, kept under its hash. */
        record Ready(ReleaseState.Rendering rendering) implements Rendered {}

        /** It can't be rendered; each fault one sentence. */
        record Faulty(EndClass because, List<String> faults) implements Rendered {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * What has to hold before UpdateService.
     *
     * @param inFlight           a deployment that is not over, if there is one; its ARN
     * @param comesFirst         why that one has to be judged or stopped, or what serves to be taken for live, before anything
     *     starts; empty if neither has
     * @param hasLoadBalancer    whether traffic is ECS's to shift
     * @param productionGroups   target groups with a weight above zero on the production rule
     * @param liveGroup          the target group of the revision that serves
     * @param liveHealthyTargets how many targets of it are healthy
     * @param rulesKnown         whether both rules exist
     * @param imageFault         why the image can't be deployed; empty if it can
     * @param alarmsInAlarm      configured alarms that are in ALARM
     */
    public record PreflightFacts(
            Optional<String> inFlight,
            Optional<String> comesFirst,
            boolean hasLoadBalancer,
            List<String> productionGroups,
            Optional<String> liveGroup,
            int liveHealthyTargets,
            boolean rulesKnown,
            Optional<ImageFault> imageFault,
            List<String> alarmsInAlarm) {
        public PreflightFacts {
            productionGroups = List.copyOf(productionGroups);
            alarmsInAlarm = List.copyOf(alarmsInAlarm);
        }
    }

    /** Why ECS could not run an image. */
    public record ImageFault(EndClass because, String why) {}

    /**
     * Where requests go.
     *
     * @param productionPercent of the production rule, to the target group of our revision
     * @param testPercent       of the test rule, likewise; empty if there is no test rule
     * @param strangers         why the healthy targets are not exactly our revision's tasks; empty if they are, in two reads
     */
    public record Traffic(int productionPercent, OptionalInt testPercent, Optional<String> strangers) {}

    /**
     * How the claimed smoke run stands.
     *
     * @param report     its verdict, if it has ended
     * @param leaseUntil until when its runner says it lives; empty if it never said so
     */
    public record Run(Optional<Report> report, Optional<Instant> leaseUntil) {}

    /**
     * The tasks of our revision.
     *
     * @param desired   how many the service wants
     * @param running   how many run
     * @param unhealthy how many of those their own health checks find unhealthy
     * @param youngest  when the last of them started; empty if none runs
     * @param crashed   why one of them stopped by itself; empty if none did
     * @param askedAt   by our clock, before ECS was asked: what has become of them since is not known
     */
    public record Fleet(
            int desired,
            int running,
            int unhealthy,
            Optional<Instant> youngest,
            Optional<String> crashed,
            Instant askedAt) {}

    /**
     * The task that runs a gate's command.
     *
     * @param startedAt when its containers came to run; empty before
     * @param end       how the command is to be judged, once the task has stopped
     */
    public record CommandRun(String taskArn, Instant createdAt, Optional<Instant> startedAt, Optional<Report> end) {}

    /** The end of a smoke run. */
    public record Report(Verdict verdict, String summary) {}
}

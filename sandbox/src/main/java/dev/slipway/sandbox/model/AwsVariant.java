package dev.slipway.sandbox.model;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * One AWS among those that fit what is known: each component is an open question of docs/aws.md. A client must be right in
 * all of them.
 *
 * @param stageAtPreProduction  what {@code lifecycleStage} says at PRE_PRODUCTION_TRAFFIC_SHIFT
 * @param hookRollback          the status that follows Continue(ROLLBACK) or a hook's timeout
 * @param rollingStages         which stages a ROLLING deployment visits with its hooks
 * @param testRuleRests         where the test rule points once a deployment has succeeded or gone back
 * @param rulePropagation       from a rule's change to the load balancer heeding it; not negative
 * @param alarmsDuringPause     whether alarms roll back a deployment that waits at a hook
 * @param halfShifted           where traffic goes if a partly shifted deployment is superseded
 * @param abort                 what StopServiceDeployment(ABORT) does
 * @param omittedConfiguration  what becomes of members UpdateService's deploymentConfiguration omits
 * @param hookEvents            how reliably Hook State Change events come
 * @param hookEventResources    whether a hook event has {@code resources}
 * @param spentHookError        the error code for a spent hook id
 * @param listsFinishedHooks    whether finished hooks stay in {@code lifecycleHookDetails}
 * @param imageDigest           which digest a revision's {@code containerImages} and a task's containers name
 * @param firstRollback         what becomes of a deployment that has nothing to roll back to
 * @param completedEvent        when SERVICE_DEPLOYMENT_COMPLETED comes for a blue/green deployment
 * @param failedEventAtRollback whether a rollback by a hook or a person emits SERVICE_DEPLOYMENT_FAILED
 * @param currentDeploymentLags whether {@code currentServiceDeployment} lags as the listing does
 * @param stopOfFinished        what StopServiceDeployment answers for a deployment that has ended
 * @param defaultRule           whether a listener's default rule can be the production rule
 */
public record AwsVariant(
        StageAtPreProduction stageAtPreProduction,
        HookRollback hookRollback,
        RollingStages rollingStages,
        TestRuleRests testRuleRests,
        Duration rulePropagation,
        AlarmsDuringPause alarmsDuringPause,
        HalfShifted halfShifted,
        Abort abort,
        OmittedConfiguration omittedConfiguration,
        HookEvents hookEvents,
        boolean hookEventResources,
        SpentHookError spentHookError,
        boolean listsFinishedHooks,
        ImageDigest imageDigest,
        FirstRollback firstRollback,
        CompletedEvent completedEvent,
        boolean failedEventAtRollback,
        boolean currentDeploymentLags,
        StopOfFinished stopOfFinished,
        DefaultRule defaultRule) {

    /** What {@code lifecycleStage} says at PRE_PRODUCTION_TRAFFIC_SHIFT; the SDK's enum has no such value. */
    public enum StageAtPreProduction {
        ITS_OWN_NAME,
        POST_TEST_TRAFFIC_SHIFT,
        PRODUCTION_TRAFFIC_SHIFT
    }

    /** The status that follows Continue(ROLLBACK). */
    public enum HookRollback {
        IN_PROGRESS_AT_ONCE,
        REQUESTED_FIRST
    }

    /** Which stages a ROLLING deployment visits. */
    public enum RollingStages {
        NONE,
        AROUND_SCALE_UP
    }

    /** Where the test rule points between deployments. */
    public enum TestRuleRests {
        ON_LIVE,
        ON_IDLE
    }

    /** Whether alarms act during a pause. */
    public enum AlarmsDuringPause {
        ROLL_BACK,
        WAIT_FOR_THE_ANSWER
    }

    /** Where the traffic of a partly shifted deployment goes when it is superseded. */
    public enum HalfShifted {
        BACK,
        FORWARD,
        STAYS
    }

    /** What Stop(ABORT) does. */
    public enum Abort {
        REFUSED,
        STOPS
    }

    /** What UpdateService does to omitted members of deploymentConfiguration. */
    public enum OmittedConfiguration {
        KEPT,
        RESET
    }

    /** How often a hook event comes. */
    public enum HookEvents {
        ONCE,
        TWICE,
        NEVER
    }

    /** The error code for a spent hook id. */
    public enum SpentHookError {
        INVALID_PARAMETER("InvalidParameterException"),
        CLIENT("ClientException");

        private final String code;

        SpentHookError(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** Which of an image's digests is named. */
    public enum ImageDigest {
        OF_THE_INDEX,
        OF_THE_PLATFORM
    }

    /** What happens to a deployment that cannot be rolled back. */
    public enum FirstRollback {
        FAILS,
        STALLS
    }

    /** When SERVICE_DEPLOYMENT_COMPLETED comes. */
    public enum CompletedEvent {
        AT_THE_END,
        BEFORE_BAKE
    }

    /** What stopping an ended deployment answers. */
    public enum StopOfFinished {
        CONFLICT,
        ACCEPTED
    }

    /** Whether a default rule may serve production. */
    public enum DefaultRule {
        WORKS,
        REFUSED
    }

    /** The one to bet on. */
    public static AwsVariant likeliest() {
        return new AwsVariant(
                StageAtPreProduction.ITS_OWN_NAME,
                HookRollback.IN_PROGRESS_AT_ONCE,
                RollingStages.NONE,
                TestRuleRests.ON_LIVE,
                Duration.ZERO,
                AlarmsDuringPause.ROLL_BACK,
                HalfShifted.STAYS,
                Abort.REFUSED,
                OmittedConfiguration.KEPT,
                HookEvents.ONCE,
                true,
                SpentHookError.INVALID_PARAMETER,
                false,
                ImageDigest.OF_THE_INDEX,
                FirstRollback.FAILS,
                CompletedEvent.AT_THE_END,
                false,
                false,
                StopOfFinished.CONFLICT,
                DefaultRule.WORKS);
    }

    /** Any of them, each answer as likely as its alternatives; rules propagate within five seconds. */
    public static AwsVariant draw(RandomGenerator random) {
        return new AwsVariant(
                any(StageAtPreProduction.values(), random),
                any(HookRollback.values(), random),
                any(RollingStages.values(), random),
                any(TestRuleRests.values(), random),
                Duration.ofMillis(random.nextInt(5_001)),
                any(AlarmsDuringPause.values(), random),
                any(HalfShifted.values(), random),
                any(Abort.values(), random),
                any(OmittedConfiguration.values(), random),
                any(HookEvents.values(), random),
                random.nextBoolean(),
                any(SpentHookError.values(), random),
                random.nextBoolean(),
                any(ImageDigest.values(), random),
                any(FirstRollback.values(), random),
                any(CompletedEvent.values(), random),
                random.nextBoolean(),
                random.nextBoolean(),
                any(StopOfFinished.values(), random),
                any(DefaultRule.values(), random));
    }

    private static <T> T any(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceSpec.Supersede;
import dev.slipway.sandbox.model.AwsVariant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is drawn for one run before it begins.
 *
 * @param workers        how many processes; 1 to 3
 * @param faultRates     empty in fair weather
 * @param isBootstrap    whether the service has never run: its first deployment is under way and can't succeed
 * @param hasTemplate    whether task definitions come from a file, not from the live revision
 * @param hasApproval    whether the test gate wants a person's word
 * @param hasProduction  whether there is a gate under production traffic
 * @param desiredCount   tasks of the service
 * @param pushes         in the order of time
 * @param orders         what operators write, in the order of time
 * @param foreign        what someone else deploys past us, if someone does
 * @param onForeign      what is configured for that
 * @param supersede      what is configured for a newer push
 * @param meddling       what someone else answers a hook of ours, if someone does
 * @param shape          what kind of service it is
 * @param deleted        when someone deletes the service, if someone does
 * @param remade         that someone makes it again, if someone does; only after it was deleted
 * @param badWeather     how long faults strike
 */
record Scenario(
        int workers,
        AwsVariant variant,
        Map<Fault, Double> faultRates,
        boolean isBootstrap,
        boolean hasTemplate,
        boolean hasApproval,
        boolean hasProduction,
        int desiredCount,
        int bakeMinutes,
        int automaticRetries,
        List<Push> pushes,
        List<Order> orders,
        Optional<Foreign> foreign,
        OnForeign onForeign,
        Supersede supersede,
        Optional<Meddling> meddling,
        Shape shape,
        Optional<Duration> deleted,
        Optional<Remaking> remade,
        Duration badWeather) {

    Scenario {
        pushes = List.copyOf(pushes);
        orders = List.copyOf(orders);
    }

    /** An image is pushed, or a tag moved to one that is there. */
    record Push(Duration at, String tag, Digest digest, Quality quality) {}

    /**
     * Somebody writes a command parameter.
     *
     * @param command {@link #FORCE} is written once a release is rolling back, naming that
     */
    record Order(Duration at, String command, Channel channel) {
        /** What an administrator writes when ECS is stuck. */
        static final String FORCE = "rollback emergency force";

        String parameter() {
            return channel.parameter();
        }
    }

    /** Which parameter. */
    enum Channel {
        /** The service's own. */
        OWN("command/" + Settings.SERVICE),
        /** The one for all services. */
        ALL("command/all"),
        /** The administrators' for the service. */
        ADMIN("admin/" + Settings.SERVICE);

        private final String name;

        Channel(String name) {
            this.name = name;
        }

        String parameter() {
            return "/" + Stage.PREFIX + "/" + name;
        }
    }

    /**
     * Somebody deploys by hand.
     *
     * @param keepsHooks whether the service's hooks stay as they are, so that it pauses at them
     */
    record Foreign(Duration at, Digest digest, Quality quality, boolean keepsHooks) {}

    /**
     * Somebody answers for us.
     *
     * @param from the first hook that waits after that is answered
     * @param after how long it waits by then
     */
    record Meddling(Duration from, Duration after, HookAction action) {}

    /**
     * Somebody makes the service again that was deleted.
     *
     * @param quality of the image that its first deployment brings
     */
    record Remaking(Duration at, Quality quality) {}

    /** Whether an image of this quality passes all gates of the service. */
    boolean lets(Quality quality) {
        return shape.lets(quality, hasProduction);
    }

    boolean isCalm() {
        return faultRates.isEmpty();
    }

    /** One process, nothing happens, nothing goes wrong. */
    static Scenario fair() {
        return new Scenario(
                1,
                AwsVariant.likeliest(),
                Map.of(),
                false,
                true,
                false,
                false,
                1,
                0,
                0,
                List.of(),
                List.of(),
                Optional.empty(),
                OnForeign.GATE,
                Supersede.QUEUE_LATEST,
                Optional.empty(),
                Shape.BLUE_GREEN,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    /** As this one, but for what is pushed, and for a service that is deleted and made again, within so long a time. */
    Scenario remaking(List<Push> pushed, Duration deletedAt, Remaking again, Duration lasts) {
        return new Scenario(
                workers,
                variant,
                faultRates,
                isBootstrap,
                hasTemplate,
                hasApproval,
                hasProduction,
                desiredCount,
                bakeMinutes,
                automaticRetries,
                pushed,
                orders,
                foreign,
                onForeign,
                supersede,
                meddling,
                shape,
                Optional.of(deletedAt),
                Optional.of(again),
                lasts);
    }
}

package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.ServiceSpec.OnAlarm;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Strategy;
import java.util.Optional;

/** Looks a service over before UpdateService: what ECS itself does not check, or checks too late. Pure. */
final class Preflight {
    private Preflight() {}

    /** May it start? */
    sealed interface Result {

        /** It may; {@code remark}: what was found and is accepted. */
        record Clear(Optional<String> remark) implements Result {}

        /** Not now; the deadline for preflight runs. */
        record Wait(String reason) implements Result {}

        record Refuse(EndClass because, String reason) implements Result {}

        /** Not before what others brought was judged, stopped or taken for live, which only happens while no release is under way. */
        record GiveWay(String reason) implements Result {}
    }

    static Result judge(ServiceSpec spec, Release release, Facts.ServiceSeen service, Facts.PreflightFacts facts) {
        Optional<Result> unusable = unusable(spec, service);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        if (facts.imageFault().isPresent()) {
            Facts.ImageFault fault = facts.imageFault().get();
            return new Result.Refuse(fault.because(), fault.why());
        }
        Optional<Result> wiring = wiring(spec, facts);
        if (wiring.isPresent()) {
            return wiring.get();
        }
        if (facts.inFlight().filter(release::isToReplace).isPresent()) {
            return clear(facts);
        }
        if (facts.comesFirst().isPresent()) {
            return new Result.GiveWay(facts.comesFirst().get());
        }
        if (release.bootstrap()) {
            return clear(facts);
        }
        if (facts.inFlight().isPresent()) {
            return new Result.Wait("deployment " + facts.inFlight().get() + " is in flight");
        }
        return traffic(spec, release, facts);
    }

    private static Optional<Result> unusable(ServiceSpec spec, Facts.ServiceSeen service) {
        String name = "service '" + spec.service() + "' in cluster '" + spec.cluster() + "' ";
        return switch (service) {
            case Facts.ServiceSeen.NotAsked notAsked ->
                Optional.of(new Result.Wait(name + "has not been asked for yet"));
            case Facts.ServiceSeen.Missing missing -> Optional.of(refuse(name + "does not exist"));
            case Facts.ServiceSeen.Found(ServiceView view)
            when !view.status().equals("ACTIVE") -> Optional.of(refuse(name + "is " + view.status()));
            case Facts.ServiceSeen.Found(ServiceView view)
            when !view.deploymentController().equals("ECS") ->
                Optional.of(refuse("its deployment controller is " + view.deploymentController()
                        + "; only ECS's own deployments can be gated"));
            case Facts.ServiceSeen.Found found -> Optional.empty();
        };
    }

    private static Optional<Result> wiring(ServiceSpec spec, Facts.PreflightFacts facts) {
        boolean rolling = spec.strategy() instanceof Strategy.Rolling;
        if (facts.hasLoadBalancer() && !rolling && !facts.rulesKnown()) {
            return Optional.of(
                    refuse(
                            "the service has no production and test listener rule that exist; its loadBalancers need an advancedConfiguration"));
        }
        if (!facts.hasLoadBalancer() && !rolling && !(spec.strategy() instanceof Strategy.BlueGreen)) {
            return Optional.of(refuse("canary and linear need a load balancer, and the service has none"));
        }
        return Optional.empty();
    }

    private static Result traffic(ServiceSpec spec, Release release, Facts.PreflightFacts facts) {
        if (facts.hasLoadBalancer()) {
            if (facts.rulesKnown()
                    && facts.liveGroup().isPresent()
                    && !facts.productionGroups()
                            .equals(java.util.List.of(facts.liveGroup().get()))) {
                return refuse("the production rule forwards to " + facts.productionGroups()
                        + " and not to the live revision's target group alone ("
                        + facts.liveGroup().get()
                        + "); someone changed the listener's weights");
            }
            if (facts.liveHealthyTargets() == 0) {
                return new Result.Wait("the live target group has no healthy target");
            }
        }
        boolean minds =
                spec.alarms().onAlarm() == OnAlarm.WAIT && !release.trigger().isRollback();
        if (!facts.alarmsInAlarm().isEmpty() && minds) {
            return new Result.Wait(
                    "alarms in ALARM: " + facts.alarmsInAlarm() + "; ECS would ignore alarms for the whole deployment");
        }
        return clear(facts);
    }

    private static Result clear(Facts.PreflightFacts facts) {
        return new Result.Clear(
                facts.alarmsInAlarm().isEmpty()
                        ? Optional.empty()
                        : Optional.of("alarms in ALARM: " + facts.alarmsInAlarm()
                                + ", so ECS ignores alarms for the whole deployment"));
    }

    private static Result refuse(String reason) {
        return new Result.Refuse(EndClass.PREFLIGHT_REFUSED, reason);
    }
}

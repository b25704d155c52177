package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Kind;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is done about deployments that belong to no release under way: someone else's, and ours that show up too late. */
final class MetDeployments {
    private static final List<Kind> GIVEN_UP =
            List.of(Kind.ROLLED_BACK, Kind.FAILED, Kind.REFUSED, Kind.CANCELLED, Kind.SUPERSEDED);
    private static final String EXPIRED = "pause hook timed out";

    private MetDeployments() {}

    /** Knows which revision is whose, and when releases ended that gave up. */
    abstract static class OfReleases implements Invariant {
        final Truth truth;
        private final Map<String, String> releaseOf = new HashMap<>();
        private final Map<String, Instant> givenUp = new HashMap<>();
        /** Digests of images that a release of ours proved. */
        final Set<String> live = new HashSet<>();

        OfReleases(Truth truth) {
            this.truth = truth;
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.Registered registered ->
                    releaseOf.put(registered.arn(), registered.tags().getOrDefault("slipway:release", ""));
                case Step.StateWritten written ->
                    written.after().outbox().ended().forEach(this::note);
                default -> {
                    // Says nothing about releases.
                }
            }
        }

        private void note(Release release) {
            if (GIVEN_UP.contains(release.state().kind())) {
                givenUp.putIfAbsent(
                        release.id().value(), truth.stage().schedule().now());
            }
            if (release.state().kind() == Kind.LIVE) {
                release.image().digest().ifPresent(digest -> live.add(whole(digest.value())));
            }
        }

        final String whole(String digest) {
            return truth.stage().images().whole(digest);
        }

        /** Whether a release of ours registered what this deployment brings. */
        boolean isOfARelease(ServiceDeployment deployment) {
            return truth.target(deployment)
                    .map(ServiceRevision::taskDefinition)
                    .filter(releaseOf::containsKey)
                    .isPresent();
        }

        /** When the release of this deployment was given up; empty if it was not, or if it is nobody's. */
        Optional<Instant> givenUpAt(ServiceDeployment deployment) {
            return truth.target(deployment)
                    .map(ServiceRevision::taskDefinition)
                    .map(releaseOf::get)
                    .map(givenUp::get);
        }
    }

    /** An operator may still end what is let through. What a release of ours brings is judged like any other. */
    static final class ForeignIsTreatedAsConfigured extends OfReleases {
        ForeignIsTreatedAsConfigured(Truth truth) {
            super(truth);
        }

        @Override
        public String sentence() {
            return "a hook of someone else's deployment is answered as 'onForeign' says";
        }

        @Override
        public void see(Step step) {
            super.see(step);
            if (step instanceof Step.HookAnswered answer) {
                truth.deployment(answer.deploymentArn())
                        .filter(deployment -> !isOfARelease(deployment) && !isAllowed(answer.action()))
                        .ifPresent(deployment -> {
                            throw broken("sent " + answer.action() + " to " + deployment.serviceDeploymentArn()
                                    + " though onForeign is " + truth.scenario().onForeign());
                        });
            }
        }

        private boolean isAllowed(HookAction action) {
            boolean mayBeOperators = truth.scenario().orders().stream()
                    .anyMatch(order -> order.command().startsWith("rollback"));
            return switch (truth.scenario().onForeign()) {
                case GATE -> true;
                case CONTINUE -> action == HookAction.CONTINUE || mayBeOperators;
                case REJECT -> action == HookAction.ROLLBACK;
            };
        }
    }

    static final class WhatHasEndedIsNeverContinued extends OfReleases {
        WhatHasEndedIsNeverContinued(Truth truth) {
            super(truth);
        }

        @Override
        public String sentence() {
            return "we never send CONTINUE to a deployment whose release was given up";
        }

        @Override
        public void see(Step step) {
            super.see(step);
            if (step instanceof Step.HookAnswered answer && answer.action() == HookAction.CONTINUE) {
                truth.deployment(answer.deploymentArn())
                        .filter(deployment -> !Truth.isOver(deployment))
                        .flatMap(this::givenUpAt)
                        .ifPresent(at -> {
                            throw broken(answer.deploymentArn() + " was continued; its release ended at " + at);
                        });
            }
        }
    }

    /**
     * Found and stopped well before its hook would have expired; of a service that never ran it may stay. Without a hook, or
     * when someone else answers at it, it may be over before we look.
     */
    static final class ALateDeploymentIsStopped extends OfReleases {
        ALateDeploymentIsStopped(Truth truth) {
            super(truth);
        }

        @Override
        public String sentence() {
            return "a deployment that shows up after its release was given up is stopped, or gone back from";
        }

        @Override
        public void see(Step step) {
            super.see(step);
            if (step instanceof Step.Ended) {
                List<ServiceDeployment> deployments = truth.deployments();
                deployments.stream()
                        .filter(deployment -> hadRunBefore(deployment, deployments))
                        .forEach(deployment -> check(deployment, deployments.getFirst()));
            }
        }

        private static boolean hadRunBefore(ServiceDeployment late, List<ServiceDeployment> all) {
            return all.stream()
                    .filter(other -> other.status().equals("SUCCESSFUL"))
                    .anyMatch(other -> other.createdAt().isBefore(late.createdAt()));
        }

        private void check(ServiceDeployment deployment, ServiceDeployment newest) {
            boolean isLate = givenUpAt(deployment)
                    .map(end -> deployment.createdAt().isAfter(end))
                    .orElse(false);
            boolean remains =
                    deployment.status().equals("SUCCESSFUL") && deployment.equals(newest) && !isLive(deployment);
            if (isLate && (remains || hasExpired(deployment))) {
                throw broken(deployment.serviceDeploymentArn() + " of " + deployment.createdAt() + " is "
                        + deployment.status() + ": " + deployment.statusReason());
            }
        }

        /** Another release of the same image may have gone live. */
        private boolean isLive(ServiceDeployment deployment) {
            Optional<String> brought = truth.target(deployment).flatMap(Truth::digest);
            return brought.map(this::whole).map(live::contains).orElse(false);
        }
    }

    /** Whoever started the deployment. With faults, an answer may come too late. */
    record NoHookIsLeftToExpire(Truth truth) implements Invariant {
        @Override
        public String sentence() {
            return "without faults, no hook is left to expire";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.Ended && !truth.stage().faults().anyStruck()) {
                var expired = new ArrayList<String>();
                truth.deployments().stream()
                        .filter(MetDeployments::hasExpired)
                        .forEach(deployment -> expired.add(deployment.serviceDeploymentArn()));
                if (!expired.isEmpty()) {
                    throw broken("it happened to " + expired + ", onForeign is "
                            + truth.scenario().onForeign());
                }
            }
        }
    }

    /** Whether someone else's image came into production past all gates, as it was told to or had none. */
    static boolean isUnjudged(Truth truth, String digest) {
        // Its deployment need not have ended well: what is started over one that bakes goes back to it.
        boolean hadNoHooks = truth.deployments().stream()
                .filter(deployment ->
                        truth.target(deployment).flatMap(Truth::digest).equals(Optional.of(digest)))
                .map(deployment -> deployment.deploymentConfiguration().lifecycleHooks())
                .anyMatch(hooks -> hooks == null || hooks.isEmpty());
        return truth.scenario().onForeign() == OnForeign.CONTINUE || hadNoHooks;
    }

    private static boolean hasExpired(ServiceDeployment deployment) {
        String reason = deployment.statusReason();
        return reason != null && reason.contains(EXPIRED);
    }
}

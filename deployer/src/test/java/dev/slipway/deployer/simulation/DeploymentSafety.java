package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceSpec.OnForeign;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.Trigger;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** SAFETY of what is done to ECS. */
final class DeploymentSafety {
    private DeploymentSafety() {}

    private static final String RELEASE_TAG = "slipway:release";

    /**
     * Judged by what the image is really worth, not by what a smoke run said. Only at the deployment of an emergency's own
     * release no gate is asked.
     */
    static final class BadImageIsNeverContinued implements Invariant {
        private final Truth truth;
        private final Emergencies emergencies = new Emergencies();
        private Optional<Release> running = Optional.empty();

        BadImageIsNeverContinued(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "we never send CONTINUE at a gate that the image in green does not pass";
        }

        @Override
        public void see(Step step) {
            emergencies.see(step);
            if (step instanceof Step.StateWritten written) {
                running = written.after().release();
            }
            if (step instanceof Step.HookAnswered answer && answer.action() == HookAction.CONTINUE) {
                truth.deployment(answer.deploymentArn())
                        .filter(deployment -> !isLetThrough() && !isEmergencys(deployment))
                        .filter(deployment -> waitsAt(deployment, answer.hookId()))
                        .ifPresent(this::check);
            }
        }

        /** Someone else's deployment, and configured so. */
        private boolean isLetThrough() {
            return truth.scenario().onForeign() == OnForeign.CONTINUE
                    && running.map(Release::trigger).orElse(null) instanceof Trigger.Foreign;
        }

        private boolean isEmergencys(ServiceDeployment deployment) {
            return emergencies
                    .running()
                    .map(Release::state)
                    .filter(state -> state instanceof ReleaseState.Deployed deployed
                            && deployed.pin().deploymentArn().equals(deployment.serviceDeploymentArn()))
                    .isPresent();
        }

        private static boolean waitsAt(ServiceDeployment deployment, String hookId) {
            return deployment.lifecycleHookDetails().stream()
                    .anyMatch(hook ->
                            hook.hookId().equals(hookId) && hook.status().equals("AWAITING_ACTION"));
        }

        private void check(ServiceDeployment deployment) {
            boolean isProduction = GateKind.PRODUCTION.lifecycleStage().equals(deployment.lifecycleStage());
            // What a step is judged by is what its test gate was judged by.
            GateKind gate = isProduction ? GateKind.PRODUCTION : GateKind.TEST;
            Optional<String> digest = truth.target(deployment).flatMap(Truth::digest);
            if (digest.isPresent() && truth.quality(digest.get()).at(gate) != Verdict.PASS) {
                throw broken("sent CONTINUE at " + gate + " for " + digest.get() + ", which is "
                        + truth.quality(digest.get()));
            }
        }
    }

    /**
     * Asked of ECS itself when UpdateService takes place, whatever the caller knew. An emergency may go over the very
     * deployment that it was told to.
     */
    static final class OneOfOursInFlight implements Invariant {
        private final Truth truth;
        private final Map<String, String> releaseOf = new HashMap<>();
        private final Set<String> ended = new HashSet<>();
        private final Emergencies emergencies = new Emergencies();

        OneOfOursInFlight(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "two deployments of ours are never in flight";
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.Registered registered ->
                    releaseOf.put(registered.arn(), registered.tags().getOrDefault(RELEASE_TAG, ""));
                case Step.StateWritten written -> {
                    emergencies.see(written);
                    written.after()
                            .outbox()
                            .ended()
                            .forEach(release -> ended.add(release.id().value()));
                }
                // Without a task definition it only takes the hooks off, and starts nothing.
                case Step.ServiceUpdateSent sent
                when !sent.start().taskDefinitionArn().isEmpty() ->
                    check(sent.start().taskDefinitionArn());
                default -> {
                    // Starts nothing.
                }
            }
        }

        private void check(String wanted) {
            Optional<ServiceDeployment> inFlight = truth.inFlight()
                    .filter(deployment -> !emergencies.over().equals(Optional.of(deployment.serviceDeploymentArn())));
            inFlight.flatMap(truth::target)
                    .map(ServiceRevision::taskDefinition)
                    .filter(running -> !running.equals(wanted) && releaseOf.containsKey(running))
                    .filter(running -> !isGivenUp(running))
                    .ifPresent(running -> {
                        throw broken("UpdateService with " + wanted + " while "
                                + inFlight.get().serviceDeploymentArn() + " brings " + running);
                    });
        }

        /** A first deployment that ECS can't roll back may stay for ever; its release has ended all the same. */
        private boolean isGivenUp(String taskDefinition) {
            return truth.hasNeverRun() && ended.contains(releaseOf.get(taskDefinition));
        }
    }

    /**
     * What the strand itself read last. A service none of whose deployments had ended well by then may be started over the
     * one in flight: bootstrap.
     */
    static final class NothingIsStartedOverADeploymentSeen implements Invariant {
        private final Truth truth;
        private final Map<String, Map<String, Boolean>> seen = new HashMap<>();
        private final Set<String> restarted = new HashSet<>();
        private final Emergencies emergencies = new Emergencies();

        NothingIsStartedOverADeploymentSeen(Truth truth) {
            this.truth = truth;
        }

        @Override
        public String sentence() {
            return "no UpdateService is sent when the last read before it showed a deployment in flight";
        }

        @Override
        public void see(Step step) {
            switch (step) {
                case Step.ServicesRead read -> read.services().forEach(service -> note(read.strand(), service));
                case Step.DeploymentsRead read -> read.deployments().forEach(one -> note(read.strand(), one));
                case Step.StateWritten written -> emergencies.see(written);
                case Step.ServiceUpdateSent sent -> check(sent);
                default -> {
                    // Nothing was read.
                }
            }
        }

        private void note(String strand, ServiceView service) {
            var ours = seen.computeIfAbsent(strand, name -> new HashMap<>());
            Map<String, Boolean> before = Map.copyOf(ours);
            ours.clear();
            service.currentDeploymentArn()
                    .ifPresent(arn -> ours.put(arn, before.getOrDefault(arn, !truth.hasNeverRun())));
        }

        private void note(String strand, DeploymentView deployment) {
            seen.computeIfAbsent(strand, name -> new HashMap<>())
                    .put(deployment.arn(), deployment.isInFlight() && !truth.hasNeverRun());
        }

        private void check(Step.ServiceUpdateSent sent) {
            boolean isRepeated = !restarted.add(sent.start().taskDefinitionArn());
            boolean isInFlight = seen.getOrDefault(sent.strand(), Map.of()).entrySet().stream()
                    .filter(read -> !emergencies.over().equals(Optional.of(read.getKey())))
                    .anyMatch(Map.Entry::getValue);
            if (isInFlight && !isRepeated) {
                throw broken(sent.strand() + " sent it after reading " + seen.get(sent.strand()));
            }
            boolean isOverTheFirst = truth.hasNeverRun() && truth.inFlight().isPresent();
            if (isOverTheFirst && truth.stage().madeAgainAt().isPresent()) {
                truth.stage().watch().coverage().note(Happening.FIRST_GONE_OVER);
            }
        }
    }

    /** An answer that was sent may be sent again, but not taken back. */
    static final class AHookIsAnsweredOneWay implements Invariant {
        private final Map<String, HookAction> answers = new HashMap<>();

        @Override
        public String sentence() {
            return "a hook is never sent both CONTINUE and ROLLBACK";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.HookAnswered answer) {
                HookAction before = answers.putIfAbsent(answer.hookId(), answer.action());
                if (before != null && before != answer.action()) {
                    throw broken("hook " + answer.hookId() + " was sent " + before + " and then " + answer.action());
                }
            }
        }
    }

    /** The revision is the key by which a release is found again. */
    static final class OneRevisionForEachRelease implements Invariant {
        private final Map<String, String> revisions = new HashMap<>();

        @Override
        public String sentence() {
            return "a release registers one revision, whatever happens to the answers";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.Registered registered) {
                String release = registered.tags().getOrDefault(RELEASE_TAG, "");
                if (release.isEmpty()) {
                    throw broken(registered.arn() + " has no tag " + RELEASE_TAG);
                }
                String before = revisions.putIfAbsent(release, registered.arn());
                if (before != null) {
                    throw broken("release " + release + " registered " + before + " and " + registered.arn());
                }
            }
        }
    }

    /** A repeated call starts nothing only as long as the service still has that task definition. */
    record ARevisionIsStartedOnce(Truth truth) implements Invariant {
        @Override
        public String sentence() {
            return "UpdateService is not sent again for a release whose deployment is over";
        }

        @Override
        public void see(Step step) {
            if (step instanceof Step.ServiceUpdateSent sent) {
                truth.deployments().stream()
                        .filter(Truth::isOver)
                        .filter(deployment -> truth.target(deployment)
                                .map(ServiceRevision::taskDefinition)
                                .equals(Optional.of(sent.start().taskDefinitionArn())))
                        .findFirst()
                        .ifPresent(deployment -> {
                            throw broken(sent.start().taskDefinitionArn() + " was started as "
                                    + deployment.serviceDeploymentArn() + ", which is " + deployment.status());
                        });
            }
        }
    }
}

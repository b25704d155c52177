package dev.slipway.deployer.stimulus;

import dev.slipway.deployer.stimulus.Stimulus.DeploymentChanged;
import dev.slipway.deployer.stimulus.Stimulus.Ignored;
import dev.slipway.deployer.stimulus.StimulusParser.Envelope;
import java.util.List;
import java.util.Optional;

/** Events of Amazon ECS. They only say which service to look at; what they claim about it is not believed. */
final class EcsEvents {
    private static final String TASK_GROUP = "service:";

    private EcsEvents() {}

    static Stimulus read(Envelope envelope) {
        return switch (envelope.type()) {
            case "ECS Hook State Change", "ECS Deployment State Change", "ECS Service Action" ->
                ofService(envelope, envelope.text("eventName"));
            case "ECS Task State Change" -> ofTask(envelope);
            default -> new Ignored("'" + envelope.type() + "' of '" + envelope.source() + "'");
        };
    }

    private static Stimulus ofService(Envelope envelope, String event) {
        Optional<String> deployment = firstOfKind("service-deployment", envelope);
        Optional<String> service = firstOfKind("service", envelope).or(() -> deployment);
        return service.<Stimulus>map(arn -> {
                    // …:service/<cluster>/<service>; before 2018 …:service/<service>
                    List<String> parts = List.of(arn.split("/"));
                    return parts.size() == 2
                            ? new DeploymentChanged(clusterOf(envelope), parts.get(1), deployment, event)
                            : new DeploymentChanged(Optional.of(parts.get(1)), parts.get(2), deployment, event);
                })
                .orElseGet(() -> new Ignored("'" + envelope.type() + "' that names no service"));
    }

    /** The ARN of this kind of ECS resource, from the detail or from the head. */
    private static Optional<String> firstOfKind(String kind, Envelope envelope) {
        return List.of(envelope.text("serviceArn"), envelope.text("serviceDeploymentArn"), envelope.resource()).stream()
                .filter(arn -> arn.contains(":" + kind + "/"))
                .filter(arn -> !arn.endsWith("/"))
                .findFirst();
    }

    private static Optional<String> clusterOf(Envelope envelope) {
        String arn = envelope.text("clusterArn");
        int slash = arn.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(arn.substring(slash + 1));
    }

    // Of a task's way through a dozen states only its ends matter: that it runs, and that it stopped.
    private static Stimulus ofTask(Envelope envelope) {
        String group = envelope.text("group");
        String status = envelope.text("lastStatus");
        if (!group.startsWith(TASK_GROUP)) {
            return new Ignored("a task of no service: '" + group + "'");
        }
        if (!status.equals("RUNNING") && !status.equals("STOPPED")) {
            return new Ignored("a task on its way: '" + status + "'");
        }
        return new DeploymentChanged(
                clusterOf(envelope), group.substring(TASK_GROUP.length()), Optional.empty(), "TASK_" + status);
    }
}

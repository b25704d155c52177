package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.AwsVariant.Abort;
import dev.slipway.sandbox.model.AwsVariant.StopOfFinished;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ecs.ContinueServiceDeployment;
import dev.slipway.sandbox.model.ecs.CreatedAt;
import dev.slipway.sandbox.model.ecs.DescribeServiceDeployments;
import dev.slipway.sandbox.model.ecs.DescribeServiceRevisions;
import dev.slipway.sandbox.model.ecs.Failure;
import dev.slipway.sandbox.model.ecs.ListServiceDeployments;
import dev.slipway.sandbox.model.ecs.ServiceDeployment;
import dev.slipway.sandbox.model.ecs.ServiceRevision;
import dev.slipway.sandbox.model.ecs.StopServiceDeployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls about service deployments and revisions (docs/aws.md, Continue to Reading deployments). */
final class DeploymentCalls {
    private final Surroundings around;
    private final Clusters clusters;
    private final Hooks hooks;
    private final Rollbacks rollbacks;
    private final Views views;
    private final DeploymentViews deploymentViews;
    private final Attention attention;

    DeploymentCalls(
            Surroundings around,
            Clusters clusters,
            Hooks hooks,
            Rollbacks rollbacks,
            Views views,
            DeploymentViews deploymentViews,
            Attention attention) {
        this.around = around;
        this.clusters = clusters;
        this.hooks = hooks;
        this.rollbacks = rollbacks;
        this.views = views;
        this.deploymentViews = deploymentViews;
        this.attention = attention;
    }

    void register(Handlers handlers) {
        handlers.on(ListServiceDeployments.class, this::list);
        handlers.on(DescribeServiceDeployments.class, this::describe);
        handlers.on(DescribeServiceRevisions.class, this::revisions);
        handlers.on(ContinueServiceDeployment.class, this::answer);
        handlers.on(StopServiceDeployment.class, this::stop);
    }

    private ListServiceDeployments.Result list(ListServiceDeployments call, Instant now) {
        ServiceState service = clusters.service(call.cluster(), call.service())
                .filter(each -> !each.status.equals("INACTIVE"))
                .orElseThrow(() -> AwsRefusal.client("ServiceNotFoundException", "Service not found."));
        var found = new ArrayList<>(service.deployments.stream()
                .filter(each -> views.isListed(each, now))
                .filter(each -> call.status().isEmpty() || call.status().contains(each.status.name()))
                .filter(each -> isWithin(call.createdAt(), each.createdAt))
                .map(deploymentViews::brief)
                .toList());
        Collections.reverse(found);
        var page = Paging.page(found, call.maxResults(), call.nextToken(), 20);
        return new ListServiceDeployments.Result(page.items(), page.next());
    }

    private static boolean isWithin(@Nullable CreatedAt window, Instant createdAt) {
        return window == null
                || ((window.after() == null || createdAt.isAfter(window.after()))
                        && (window.before() == null || createdAt.isBefore(window.before())));
    }

    private Optional<DeploymentState> known(String arn) {
        return clusters.services()
                .filter(service -> !service.status.equals("INACTIVE"))
                .flatMap(service -> service.deployments.stream())
                .filter(each -> each.arn.equals(arn))
                .findFirst();
    }

    private DeploymentState find(String arn) {
        return known(arn)
                .orElseThrow(() -> AwsRefusal.client(
                        "ServiceDeploymentNotFoundException", "The service deployment does not exist."));
    }

    private DescribeServiceDeployments.Result describe(DescribeServiceDeployments call, Instant now) {
        checkCount(call.serviceDeploymentArns(), "serviceDeploymentArns");
        var found = new ArrayList<ServiceDeployment>();
        var failures = new ArrayList<Failure>();
        for (String arn : call.serviceDeploymentArns()) {
            known(arn)
                    .ifPresentOrElse(
                            each -> found.add(deploymentViews.whole(each)),
                            () -> failures.add(new Failure(arn, "MISSING", null)));
        }
        return new DescribeServiceDeployments.Result(found, failures);
    }

    private DescribeServiceRevisions.Result revisions(DescribeServiceRevisions call, Instant now) {
        checkCount(call.serviceRevisionArns(), "serviceRevisionArns");
        var found = new ArrayList<ServiceRevision>();
        var failures = new ArrayList<Failure>();
        for (String arn : call.serviceRevisionArns()) {
            clusters.services()
                    .flatMap(service -> service.deployments.stream())
                    .filter(each -> each.target.arn.equals(arn))
                    .findFirst()
                    .ifPresentOrElse(
                            each -> found.add(deploymentViews.revision(each.service, each.target)),
                            () -> failures.add(new Failure(arn, "MISSING", null)));
        }
        return new DescribeServiceRevisions.Result(found, failures);
    }

    private static void checkCount(List<String> arns, String member) {
        if (arns.isEmpty() || arns.size() > 20) {
            throw AwsRefusal.client(
                    "InvalidParameterException", member + " must have 1 to 20 items, not " + arns.size() + ".");
        }
    }

    private ContinueServiceDeployment.Result answer(ContinueServiceDeployment call, Instant now) {
        Hooks.checkShape(call.hookId());
        DeploymentState deployment = find(call.serviceDeploymentArn());
        hooks.answer(deployment, call, now);
        return new ContinueServiceDeployment.Result(deployment.arn);
    }

    private StopServiceDeployment.Result stop(StopServiceDeployment call, Instant now) {
        String type = requireNonNullElse(call.stopType(), "ROLLBACK");
        boolean aborts = type.equals("ABORT") && around.variant().abort() == Abort.STOPS;
        if (!type.equals("ROLLBACK") && !aborts) {
            throw AwsRefusal.client(
                    "InvalidParameterException", "Invalid stopType '" + type + "'. The valid values are ROLLBACK");
        }
        DeploymentState deployment = find(call.serviceDeploymentArn());
        if (deployment.status.isTerminal()) {
            if (around.variant().stopOfFinished() == StopOfFinished.CONFLICT) {
                throw AwsRefusal.client(
                        "ConflictException",
                        "The service deployment is in a terminal state and cannot be stopped.",
                        Map.of("resourceIds", List.of(deployment.arn)));
            }
        } else if (deployment.status == Status.PENDING || deployment.status == Status.IN_PROGRESS) {
            if (aborts) {
                rollbacks.stop(deployment, "The service deployment was aborted by StopServiceDeployment.", now);
            } else {
                rollbacks.request(
                        deployment, "Service deployment rolled back because StopServiceDeployment was called.", now);
            }
            attention.to(deployment.service, now);
        }
        return new StopServiceDeployment.Result(deployment.arn);
    }
}

package dev.slipway.sandbox.model.ecs.machine;

import static java.util.Objects.requireNonNullElse;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.ecs.CreateService;
import dev.slipway.sandbox.model.ecs.DeleteService;
import dev.slipway.sandbox.model.ecs.DeploymentController;
import dev.slipway.sandbox.model.ecs.DescribeServices;
import dev.slipway.sandbox.model.ecs.Failure;
import dev.slipway.sandbox.model.ecs.ListServices;
import dev.slipway.sandbox.model.ecs.Service;
import dev.slipway.sandbox.model.ecs.UpdateService;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The calls about services: what starts a deployment, and what does not (docs/aws.md, What starts a deployment). */
final class ServiceCalls {
    /** Of a service, at once (docs/aws.md, What starts a deployment [roadmap2836]). */
    private static final int MOST_ACTIVE = 5;

    private final Surroundings around;
    private final Clusters clusters;
    private final TaskDefinitions taskDefinitions;
    private final ServiceChecks checks;
    private final Rollbacks rollbacks;
    private final Views views;
    private final Announcements announcements;
    private final Attention attention;

    ServiceCalls(
            Surroundings around,
            Clusters clusters,
            TaskDefinitions taskDefinitions,
            Rollbacks rollbacks,
            Views views,
            Announcements announcements,
            Attention attention) {
        this.around = around;
        this.clusters = clusters;
        this.taskDefinitions = taskDefinitions;
        this.checks = new ServiceChecks(around);
        this.rollbacks = rollbacks;
        this.views = views;
        this.announcements = announcements;
        this.attention = attention;
    }

    void register(Handlers handlers) {
        handlers.on(CreateService.class, this::create);
        handlers.on(UpdateService.class, this::update);
        handlers.on(DescribeServices.class, this::describe);
        handlers.on(ListServices.class, this::list);
        handlers.on(DeleteService.class, this::delete);
    }

    private CreateService.Result create(CreateService call, Instant now) {
        ClusterState cluster = clusters.cluster(call.cluster());
        ServiceState present = cluster.services.get(call.serviceName());
        if (present != null && !present.status.equals("INACTIVE")) {
            if (call.clientToken() != null && call.clientToken().equals(present.clientToken)) {
                return new CreateService.Result(views.service(present, true, now));
            }
            throw invalid("Creation of service was not idempotent.");
        }
        checkKind(call);
        var taskDefinition = taskDefinitions.usable(requireNonNullElse(call.taskDefinition(), ""));
        var configuration = Configurations.completed(call.deploymentConfiguration());
        checks.check(call.loadBalancers(), configuration, taskDefinition);
        var service = new ServiceState(
                cluster,
                call.serviceName(),
                around.arn("service/" + cluster.name + "/" + call.serviceName()),
                taskDefinition,
                configuration,
                call.loadBalancers(),
                now);
        fill(service, call);
        cluster.services.put(service.name, service);
        deploy(service, now);
        return new CreateService.Result(views.service(service, true, now));
    }

    private static void checkKind(CreateService call) {
        if (!"REPLICA".equals(requireNonNullElse(call.schedulingStrategy(), "REPLICA"))) {
            throw AwsRefusal.client(
                    "UnsupportedFeatureException",
                    "Scheduling strategy '" + call.schedulingStrategy() + "' is not modelled; use REPLICA");
        }
        checkController(call.deploymentController());
        if (call.desiredCount() == null || call.desiredCount() < 0) {
            throw invalid("desiredCount is required and must not be negative.");
        }
    }

    private static void checkController(@Nullable DeploymentController controller) {
        if (controller != null && !controller.type().equals("ECS")) {
            throw AwsRefusal.client(
                    "UnsupportedFeatureException",
                    "Deployment controller '" + controller.type() + "' is not modelled; use ECS");
        }
    }

    private static void fill(ServiceState service, CreateService call) {
        service.desiredCount = requireNonNullElse(call.desiredCount(), 0);
        service.tags = call.tags();
        service.launchType = call.capacityProviderStrategy() == null
                ? requireNonNullElse(call.launchType(), "FARGATE")
                : call.launchType();
        service.platformVersion = requireNonNullElse(call.platformVersion(), "LATEST");
        service.capacityProviderStrategy = call.capacityProviderStrategy();
        service.networkConfiguration = call.networkConfiguration();
        service.placementConstraints = call.placementConstraints();
        service.placementStrategy = call.placementStrategy();
        service.healthCheckGracePeriodSeconds = call.healthCheckGracePeriodSeconds();
        service.role = call.role();
        service.clientToken = call.clientToken();
        service.managedTags = requireNonNullElse(call.enableECSManagedTags(), false);
        service.executeCommand = requireNonNullElse(call.enableExecuteCommand(), false);
        service.propagateTags = requireNonNullElse(call.propagateTags(), "NONE");
        service.zoneRebalancing = requireNonNullElse(call.availabilityZoneRebalancing(), "DISABLED");
    }

    private UpdateService.Result update(UpdateService call, Instant now) {
        ServiceState service = clusters.service(call.cluster(), call.service())
                .orElseThrow(() -> AwsRefusal.client("ServiceNotFoundException", "Service not found."));
        if (!service.isActive()) {
            throw AwsRefusal.client("ServiceNotActiveException", "Service was not ACTIVE.");
        }
        checkController(call.deploymentController());
        var taskDefinition =
                call.taskDefinition() == null ? service.taskDefinition : taskDefinitions.usable(call.taskDefinition());
        var configuration = Configurations.updated(
                service.configuration,
                call.deploymentConfiguration(),
                around.variant().omittedConfiguration());
        var loadBalancers = requireNonNullElse(call.loadBalancers(), service.loadBalancers);
        checks.check(loadBalancers, configuration, taskDefinition);
        boolean deploys = requireNonNullElse(call.forceNewDeployment(), false)
                || taskDefinition != service.taskDefinition
                || !loadBalancers.equals(service.loadBalancers)
                || isNew(call.networkConfiguration(), service.networkConfiguration)
                || isNew(call.platformVersion(), service.platformVersion);
        checkFlight(service, isRolling(configuration.strategy()), deploys);

        service.taskDefinition = taskDefinition;
        service.configuration = configuration;
        service.loadBalancers = loadBalancers;
        change(service, call);
        scale(service, requireNonNullElse(call.desiredCount(), service.desiredCount), now);
        if (deploys) {
            supersede(service, now);
            deploy(service, now);
        }
        attention.to(service, now);
        return new UpdateService.Result(views.service(service, true, now));
    }

    private static boolean isNew(@Nullable Object given, @Nullable Object old) {
        return given != null && !given.equals(old);
    }

    private static boolean isRolling(@Nullable String strategy) {
        return "ROLLING".equals(requireNonNullElse(strategy, "ROLLING"));
    }

    private static void checkFlight(ServiceState service, boolean rolling, boolean deploys) {
        // Changing between rolling and the others is not possible during a deployment [r2bg] [bg2r].
        if (!service.unfinished().isEmpty() && rolling != isRolling(service.configuration.strategy())) {
            throw invalid("The deployment strategy cannot be changed while a service deployment is in progress.");
        }
        long active =
                service.deployments.stream().filter(DeploymentState::isActive).count();
        if (deploys && active >= MOST_ACTIVE) {
            throw invalid(active + " active deployments exist, unable to create new deployment.");
        }
    }

    private static void change(ServiceState service, UpdateService call) {
        if (call.capacityProviderStrategy() != null) {
            service.capacityProviderStrategy = call.capacityProviderStrategy();
        }
        if (call.networkConfiguration() != null) {
            service.networkConfiguration = call.networkConfiguration();
        }
        if (call.placementConstraints() != null) {
            service.placementConstraints = call.placementConstraints();
        }
        if (call.placementStrategy() != null) {
            service.placementStrategy = call.placementStrategy();
        }
        if (call.platformVersion() != null) {
            service.platformVersion = call.platformVersion();
        }
        if (call.healthCheckGracePeriodSeconds() != null) {
            service.healthCheckGracePeriodSeconds = call.healthCheckGracePeriodSeconds();
        }
        service.managedTags = requireNonNullElse(call.enableECSManagedTags(), service.managedTags);
        service.executeCommand = requireNonNullElse(call.enableExecuteCommand(), service.executeCommand);
        service.propagateTags = requireNonNullElse(call.propagateTags(), service.propagateTags);
        service.zoneRebalancing = requireNonNullElse(call.availabilityZoneRebalancing(), service.zoneRebalancing);
    }

    private void scale(ServiceState service, int desired, Instant now) {
        if (desired < 0) {
            throw invalid("desiredCount must not be negative.");
        }
        if (desired == service.desiredCount) {
            return;
        }
        int before = service.desiredCount;
        service.desiredCount = desired;
        for (RevisionState revision : service.activeRevisions()) {
            if (revision.wanted > 0 || (before == 0 && revision == service.serving)) {
                revision.wanted = desired;
            }
        }
        announcements.action(service, "INFO", "SERVICE_DESIRED_COUNT_UPDATED", now);
    }

    /** A new deployment ends those in flight (docs/aws.md, Statuses). */
    private void supersede(ServiceState service, Instant now) {
        for (DeploymentState old : service.unfinished()) {
            if (!old.isSuperseded) {
                rollbacks.stop(old, "A new service deployment was started.", now);
            }
        }
    }

    private void deploy(ServiceState service, Instant now) {
        String path = service.cluster.name + "/" + service.name + "/";
        var revision = new RevisionState(
                around.arn("service-revision/" + path + around.ids().digits(19)),
                "ecs-svc/" + around.ids().digits(19),
                service,
                now);
        String arn = around.arn("service-deployment/" + path + around.ids().urlSafe(21));
        service.deployments.add(new DeploymentState(arn, service, revision, now));
        service.isSteady = false;
        attention.to(service, now);
    }

    private DescribeServices.Result describe(DescribeServices call, Instant now) {
        if (call.services().isEmpty()) {
            throw invalid("Services cannot be empty.");
        }
        if (call.services().size() > 10) {
            throw invalid("Services can have at most 10 items.");
        }
        var found = new ArrayList<Service>();
        var failures = new ArrayList<Failure>();
        ClusterState cluster = clusters.cluster(call.cluster());
        for (String asked : call.services()) {
            clusters.service(call.cluster(), asked)
                    .ifPresentOrElse(
                            service -> found.add(
                                    views.service(service, call.include().contains("TAGS"), now)),
                            () -> failures.add(new Failure(
                                    asked.startsWith("arn:")
                                            ? asked
                                            : around.arn("service/" + cluster.name + "/" + asked),
                                    "MISSING",
                                    null)));
        }
        return new DescribeServices.Result(found, failures);
    }

    private ListServices.Result list(ListServices call, Instant now) {
        var arns = clusters.cluster(call.cluster()).services.values().stream()
                .filter(ServiceState::isActive)
                .map(service -> service.arn)
                .toList();
        var page = Paging.page(arns, call.maxResults(), call.nextToken(), 10);
        return new ListServices.Result(page.items(), page.next());
    }

    private DeleteService.Result delete(DeleteService call, Instant now) {
        ServiceState service = clusters.service(call.cluster(), call.service())
                .filter(ServiceState::isActive)
                .orElseThrow(() -> AwsRefusal.client("ServiceNotFoundException", "Service not found."));
        if (service.desiredCount > 0 && !requireNonNullElse(call.force(), false)) {
            throw invalid("The service cannot be stopped while it is scaled above 0.");
        }
        service.status = "DRAINING";
        service.desiredCount = 0;
        for (DeploymentState deployment : service.unfinished()) {
            rollbacks.stop(deployment, "The service was deleted.", now);
        }
        service.activeRevisions().forEach(revision -> revision.wanted = 0);
        attention.to(service, now);
        return new DeleteService.Result(views.service(service, true, now));
    }

    private static AwsRefusal invalid(String message) {
        return AwsRefusal.client("InvalidParameterException", message);
    }
}

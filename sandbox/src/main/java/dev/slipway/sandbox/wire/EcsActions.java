package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.ecs.ContinueServiceDeployment;
import dev.slipway.sandbox.model.ecs.CreateCluster;
import dev.slipway.sandbox.model.ecs.CreateService;
import dev.slipway.sandbox.model.ecs.DeleteCluster;
import dev.slipway.sandbox.model.ecs.DeleteService;
import dev.slipway.sandbox.model.ecs.DeregisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.DescribeClusters;
import dev.slipway.sandbox.model.ecs.DescribeServiceDeployments;
import dev.slipway.sandbox.model.ecs.DescribeServiceRevisions;
import dev.slipway.sandbox.model.ecs.DescribeServices;
import dev.slipway.sandbox.model.ecs.DescribeTaskDefinition;
import dev.slipway.sandbox.model.ecs.DescribeTasks;
import dev.slipway.sandbox.model.ecs.ListClusters;
import dev.slipway.sandbox.model.ecs.ListServiceDeployments;
import dev.slipway.sandbox.model.ecs.ListServices;
import dev.slipway.sandbox.model.ecs.ListTagsForResource;
import dev.slipway.sandbox.model.ecs.ListTaskDefinitions;
import dev.slipway.sandbox.model.ecs.ListTasks;
import dev.slipway.sandbox.model.ecs.PutClusterCapacityProviders;
import dev.slipway.sandbox.model.ecs.RegisterTaskDefinition;
import dev.slipway.sandbox.model.ecs.RunTask;
import dev.slipway.sandbox.model.ecs.StopServiceDeployment;
import dev.slipway.sandbox.model.ecs.StopTask;
import dev.slipway.sandbox.model.ecs.TagResource;
import dev.slipway.sandbox.model.ecs.UntagResource;
import dev.slipway.sandbox.model.ecs.UpdateCluster;
import dev.slipway.sandbox.model.ecs.UpdateClusterSettings;
import dev.slipway.sandbox.model.ecs.UpdateService;
import java.util.List;
import java.util.Set;

/** What of ECS is modelled. */
final class EcsActions {
    private EcsActions() {}

    static Api api() {
        return new Api(
                new Api.Names("ecs", "AmazonEC2ContainerServiceV20141113", "2014-11-13", ""),
                Mappers.CAMEL,
                List.of(
                        ContinueServiceDeployment.class,
                        CreateCluster.class,
                        CreateService.class,
                        DeleteCluster.class,
                        DeleteService.class,
                        DeregisterTaskDefinition.class,
                        DescribeClusters.class,
                        DescribeServiceDeployments.class,
                        DescribeServiceRevisions.class,
                        DescribeServices.class,
                        DescribeTaskDefinition.class,
                        DescribeTasks.class,
                        ListClusters.class,
                        ListServiceDeployments.class,
                        ListServices.class,
                        ListTagsForResource.class,
                        ListTaskDefinitions.class,
                        ListTasks.class,
                        PutClusterCapacityProviders.class,
                        RegisterTaskDefinition.class,
                        RunTask.class,
                        StopServiceDeployment.class,
                        StopTask.class,
                        TagResource.class,
                        UntagResource.class,
                        UpdateCluster.class,
                        UpdateClusterSettings.class,
                        UpdateService.class),
                Set.of(
                        "CreateCluster.capacityProviders",
                        "CreateCluster.defaultCapacityProviderStrategy",
                        "CreateCluster.settings",
                        "CreateCluster.configuration",
                        "CreateService.clientToken",
                        "CreateService.role",
                        "ListServices.resourceManagementType",
                        "RunTask.enableECSManagedTags",
                        "RunTask.enableExecuteCommand",
                        "RunTask.placementConstraints",
                        "RunTask.placementStrategy",
                        "RunTask.propagateTags",
                        "RunTask.referenceId"));
    }
}

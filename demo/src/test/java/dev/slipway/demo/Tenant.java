package dev.slipway.demo;

import dev.slipway.demo.image.AppVersion;
import dev.slipway.demo.load.Load;
import dev.slipway.demo.load.Traffic;
import dev.slipway.demo.stage.Infrastructure;
import dev.slipway.demo.stage.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/** A service among several: its users, what was pushed for it, and what ECS and Slipway know of that. */
final class Tenant {
    /** What DescribeServiceDeployments takes at most. */
    private static final int AT_ONCE = 20;

    private final Infrastructure made;
    private final EcsClient ecs;
    private final List<AppVersion> pushed = new ArrayList<>();
    private List<Recorded> records = List.of();
    private Optional<Load> load = Optional.empty();

    Tenant(Infrastructure made, EcsClient ecs) {
        this.made = made;
        this.ecs = ecs;
    }

    Infrastructure made() {
        return made;
    }

    String name() {
        return made.site().name();
    }

    void usedBy(Load users) {
        load = Optional.of(users);
    }

    Traffic traffic() {
        return load.orElseThrow().traffic();
    }

    /** The next image for it, which counts as pushed. */
    AppVersion next(boolean good) {
        String tag = "v" + (pushed.size() + 2);
        var version = good ? AppVersion.good(tag) : new AppVersion(tag, "ask-500");
        pushed.add(version);
        return version;
    }

    List<AppVersion> pushed() {
        return List.copyOf(pushed);
    }

    boolean isGood(String tag) {
        return goodOnes().anyMatch(tag::equals);
    }

    private Stream<String> goodOnes() {
        return Stream.concat(
                Stream.of("v1"),
                pushed.stream().filter(one -> one.fault().equals("none")).map(AppVersion::name));
    }

    /** Nothing will change any more: these are its releases, and its users go. */
    void closeWith(List<Recorded> releases) {
        records = releases;
        load.ifPresent(Load::close);
    }

    List<Recorded> records() {
        return records;
    }

    /** Those that Slipway carried out; the first one it only found. */
    List<Recorded> releases() {
        return records.stream()
                .filter(release -> !release.trigger().equals("adopted"))
                .toList();
    }

    /** Whether each image that was pushed has its deployment, and each deployment is over. */
    boolean isIdle() {
        List<ServiceDeployment> deployments = deployments();
        return deployments.size() > pushed.size() && deployments.stream().allMatch(one -> one.finishedAt() != null);
    }

    List<ServiceDeployment> deployments() {
        List<String> arns = ecs
                .listServiceDeployments(request ->
                        request.cluster(Names.CLUSTER).service(name()).maxResults(100))
                .serviceDeployments()
                .stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
        var deployments = new ArrayList<ServiceDeployment>();
        for (int from = 0; from < arns.size(); from += AT_ONCE) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + AT_ONCE));
            deployments.addAll(ecs.describeServiceDeployments(request -> request.serviceDeploymentArns(some))
                    .serviceDeployments());
        }
        return deployments;
    }

    String taskDefinitionOf(ServiceDeployment deployment) {
        return ecs.describeServiceRevisions(request -> request.serviceRevisionArns(
                        deployment.targetServiceRevision().arn()))
                .serviceRevisions()
                .getFirst()
                .taskDefinition();
    }

    /** The releases that have registered a revision, once for each revision. */
    List<String> releasesOfRevisions() {
        return ecs.listTaskDefinitions(request -> request.familyPrefix(name())).taskDefinitionArns().stream()
                .flatMap(this::releaseOf)
                .toList();
    }

    private Stream<String> releaseOf(String taskDefinition) {
        return ecs
                .describeTaskDefinition(
                        request -> request.taskDefinition(taskDefinition).include(TaskDefinitionField.TAGS))
                .tags()
                .stream()
                .filter(tag -> tag.key().equals("slipway:release"))
                .map(Tag::value);
    }

    @Override
    public String toString() {
        return name() + ": " + records;
    }
}

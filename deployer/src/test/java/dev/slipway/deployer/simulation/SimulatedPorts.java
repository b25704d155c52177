package dev.slipway.deployer.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.RuleView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.TargetView;
import dev.slipway.deployer.reconcile.port.Alarms;
import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.LoadBalancers;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.WakeUps;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.cloudwatch.DescribeAlarms;
import dev.slipway.sandbox.model.cloudwatch.MetricAlarm;
import dev.slipway.sandbox.model.elb.DescribeRules;
import dev.slipway.sandbox.model.elb.DescribeTargetHealth;
import dev.slipway.sandbox.model.ssm.Ssm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All ports of one process. */
final class SimulatedPorts {
    private SimulatedPorts() {}

    static Ports of(SimulatedProcess process, Stage stage) {
        var random = stage.choices().of("process " + process.name());
        return new Ports(
                new SimulatedEcs(process, stage),
                new OnTasks(process, stage),
                new OnLoadBalancers(process, stage),
                new OnAlarms(process, stage),
                new OnImages(process, stage.images()),
                new SimulatedJournal(process, stage.table()),
                new SimulatedInbox(process, stage),
                new OnWakeUps(process, stage),
                new OnParameters(process, stage),
                stage.config(),
                new SimulatedGateCheck(process, stage, random),
                new OnAnnouncer(process, stage),
                new SimulatedIds(random),
                new OnClock(process),
                new SimulatedBackground(process));
    }

    /** The process's clocks; reading them takes no time and is no turn. */
    private record OnClock(SimulatedProcess process) implements Clock {
        @Override
        public Instant now() {
            return process.wallClock();
        }

        @Override
        public Duration monotonic() {
            return process.monotonic();
        }
    }

    private record OnLoadBalancers(SimulatedProcess process, Stage stage) implements LoadBalancers {
        @Override
        public List<RuleView> describeRules(List<String> ruleArns) {
            if (ruleArns.isEmpty()) {
                return List.of();
            }
            Optional<List<RuleView>> all = process.read("elasticloadbalancing:DescribeRules", () -> {
                try {
                    return Optional.of(stage.aws().call(new DescribeRules(null, ruleArns)).rules().stream()
                            .map(Views::rule)
                            .toList());
                } catch (AwsRefusal none) {
                    return Optional.empty();
                }
            });
            // One that does not exist fails the whole call, so the others are asked for singly.
            return all.orElseGet(() -> ruleArns.size() == 1
                    ? List.of()
                    : ruleArns.stream()
                            .flatMap(arn -> describeRules(List.of(arn)).stream())
                            .toList());
        }

        @Override
        public List<TargetView> describeTargetHealth(String targetGroupArn) {
            return process.read(
                    "elasticloadbalancing:DescribeTargetHealth",
                    () ->
                            stage
                                    .aws()
                                    .call(new DescribeTargetHealth(targetGroupArn, List.of()))
                                    .targetHealthDescriptions()
                                    .stream()
                                    .map(Views::target)
                                    .toList());
        }
    }

    private record OnAlarms(SimulatedProcess process, Stage stage) implements Alarms {
        @Override
        public List<String> inAlarm(List<String> names) {
            if (names.isEmpty()) {
                // AWS would take that for all there are.
                return List.of();
            }
            return process.read("cloudwatch:DescribeAlarms", () -> {
                var alarms = stage.aws().call(new DescribeAlarms(names, null, List.of(), "ALARM", null, null));
                List<String> ringing = alarms.metricAlarms().stream()
                        .map(MetricAlarm::alarmName)
                        .toList();
                return names.stream().filter(ringing::contains).toList();
            });
        }
    }

    private record OnImages(SimulatedProcess process, SimulatedImages images) implements Images {
        @Override
        public Optional<String> repositoryUri(String repository) {
            return process.read(
                    "ecr:DescribeRepositories",
                    () -> repository.equals(SimulatedImages.REPOSITORY)
                            ? Optional.of(SimulatedImages.URI)
                            : Optional.empty());
        }

        @Override
        public Optional<ImageView> describe(String repository, Digest digest) {
            return process.read(
                    "ecr:DescribeImages " + digest, () -> ours(repository).describe(digest.value()));
        }

        @Override
        public Optional<ImageView> describeTag(String repository, String tag) {
            return process.read(
                    "ecr:DescribeImages " + tag, () -> ours(repository).describeTag(tag));
        }

        @Override
        public Page list(String repository, String nextToken) {
            return process.read(
                    "ecr:DescribeImages", () -> new Page(ours(repository).all(), ""));
        }

        @Override
        public Optional<JsonNode> manifest(String repository, Digest digest) {
            return process.read(
                    "ecr:BatchGetImage " + digest, () -> ours(repository).manifest(digest.value()));
        }

        private SimulatedImages ours(String repository) {
            if (!repository.equals(SimulatedImages.REPOSITORY)) {
                throw PortFailure.notFound(
                        "ecr:DescribeImages",
                        "RepositoryNotFoundException",
                        "there is no repository '" + repository + "'");
            }
            return images;
        }
    }

    private record OnWakeUps(SimulatedProcess process, Stage stage) implements WakeUps {
        @Override
        public void send(ServiceName service, String token, Duration delay) {
            process.write("sqs:SendMessage wake-up " + token + " in " + delay, () -> {
                stage.queue().send(stage.program().wakeUp(service, token), delay);
                return true;
            });
        }
    }

    private record OnParameters(SimulatedProcess process, Stage stage) implements Parameters {
        @Override
        public List<ParameterView> current(List<String> names) {
            return process.read(
                    "ssm:GetParameters",
                    () -> stage.aws().call(new Ssm.GetParameters(names, false)).parameters().stream()
                            .map(found -> new ParameterView(
                                    found.name(),
                                    found.value(),
                                    found.version(),
                                    found.lastModifiedDate(),
                                    Optional.empty()))
                            .toList());
        }

        @Override
        public List<ParameterView> history(String name) {
            return process.read("ssm:GetParameterHistory " + name, () -> {
                try {
                    var all = new ArrayList<ParameterView>();
                    @Nullable String next = null;
                    do {
                        var page = stage.aws().call(new Ssm.GetParameterHistory(name, false, null, next));
                        page.parameters().forEach(found -> all.add(view(found)));
                        next = page.nextToken();
                    } while (next != null);
                    return all;
                } catch (AwsRefusal none) {
                    return List.of();
                }
            });
        }

        private static ParameterView view(Ssm.ParameterHistory found) {
            return new ParameterView(
                    found.name(),
                    found.value(),
                    found.version(),
                    found.lastModifiedDate(),
                    Optional.of(found.lastModifiedUser()));
        }

        @Override
        public long put(String name, String value) {
            return process.write("ssm:PutParameter " + name, () -> stage.put(name, value, "slipway"));
        }
    }

    private record OnAnnouncer(SimulatedProcess process, Stage stage) implements Announcer {
        @Override
        public void announce(String detailType, String detail) {
            process.write("events:PutEvents " + detailType + " " + detail, () -> {
                stage.announce(detailType, detail);
                return true;
            });
        }
    }
}

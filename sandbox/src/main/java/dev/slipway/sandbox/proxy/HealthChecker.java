package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.HealthCheck;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Target;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetGroup;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.TargetState;
import dev.slipway.sandbox.model.elb.TargetProbed;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks targets whether they are well, each in its group's rhythm, and reports every answer. No thread waits for one. */
final class HealthChecker {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecker.class);
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final Pace pace;
    private Set<Watch> watched = Set.of();

    HealthChecker(HttpClient client, ScheduledExecutorService timer, Pace pace) {
        this.client = client;
        this.timer = timer;
        this.pace = pace;
    }

    /** One target in one group, as it is checked. */
    private record Watch(String targetGroupArn, String targetId, int targetPort, HealthCheck check) {
        int port() {
            return check.port().equals("traffic-port") ? targetPort : Integer.parseInt(check.port());
        }
    }

    /** Checks these groups' targets from now on, the new ones at once; the others no longer. */
    synchronized void watch(List<TargetGroup> groups, Calls model) {
        Set<Watch> wanted = new LinkedHashSet<>();
        for (TargetGroup group : groups) {
            for (Target target : group.targets()) {
                boolean counts = target.state() != TargetState.UNUSED && target.state() != TargetState.DRAINING;
                if (counts && group.healthCheck().enabled()) {
                    wanted.add(new Watch(group.targetGroupArn(), target.id(), target.port(), group.healthCheck()));
                }
            }
        }
        Set<Watch> before = watched;
        watched = wanted;
        wanted.stream().filter(watch -> !before.contains(watch)).forEach(watch -> probe(watch, model));
    }

    private synchronized boolean isWatched(Watch watch) {
        return watched.contains(watch);
    }

    private void probe(Watch watch, Calls model) {
        HealthCheck check = watch.check();
        client.newRequest(watch.targetId(), watch.port())
                .scheme("http")
                .path(check.path())
                .agent("ELB-HealthChecker/2.0")
                .headers(headers -> headers.put(HttpHeader.CONNECTION, "close"))
                .idleTimeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .timeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .send(result -> conclude(watch, result, model));
    }

    private void conclude(Watch watch, Result result, Calls model) {
        if (!isWatched(watch)) {
            return;
        }
        String fault = fault(watch.check(), result);
        try {
            model.call(new TargetProbed(
                    watch.targetGroupArn(), watch.targetId(), watch.targetPort(), fault.isEmpty(), fault));
        } catch (RuntimeException e) {
            LOG.warn("the check of {}:{} could not be reported: {}", watch.targetId(), watch.port(), e.toString());
        }
        if (!timer.isShutdown()) {
            Duration interval = pace.of(watch.check().interval());
            Duration pause = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
            var unused = timer.schedule(() -> again(watch, model), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void again(Watch watch, Calls model) {
        if (isWatched(watch) && client.isRunning()) {
            probe(watch, model);
        }
    }

    /** In ELB's words; empty if there is none. */
    private static String fault(HealthCheck check, Result result) {
        if (result.isFailed()) {
            return result.getFailure() instanceof TimeoutException ? "Request timed out" : "Health checks failed";
        }
        int status = result.getResponse().getStatus();
        return new StatusMatcher(check.matcher()).matches(status)
                ? ""
                : "Health checks failed with these codes: [" + status + "]";
    }
}

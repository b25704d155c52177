package dev.slipway.sandbox.proxy;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.drive.DataPlane;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.elb.DescribeDataPlane;
import dev.slipway.sandbox.model.elb.DescribeDataPlane.Picture;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The load balancers' listeners and their targets' health checks. */
public final class JettyDataPlane implements DataPlane {
    private static final Logger LOG = LoggerFactory.getLogger(JettyDataPlane.class);
    private static final Picture NOTHING = new Picture(List.of(), List.of());
    private static final long RETRY_MILLIS = 1_000;

    private final Turns turns = new Turns();
    private final Upgraded upgraded = new Upgraded();
    private final Server server;
    private final OpenListeners listeners;
    private final HealthChecker checker;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load-balancer-timer").factory());
    private volatile Routes routes = new Routes(NOTHING, turns);
    private Picture picture = NOTHING;
    private boolean tryingAgain;

    private JettyDataPlane(String host, Pace pace, InstantSource clock, RandomGenerator random, Authority authority)
            throws Exception {
        var threads = new QueuedThreadPool();
        threads.setName("load-balancer");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        var carrier = new Carrier(() -> routes, new TraceIds(clock, random), upgraded);
        server.setHandler(carrier);
        server.start();
        var tls = SSLContext.getInstance("TLS");
        tls.init(new KeyManager[] {new CertificateByName(authority)}, null, null);
        listeners = new OpenListeners(host, server, tls);
        checker = new HealthChecker(carrier.getHttpClient(), timer, pace);
    }

    /**
     * A data plane without a listener yet.
     *
     * @param host   the address that listeners open their ports on
     * @param pace   scales the interval between health checks; their timeout is real time
     * @param clock  dates trace ids
     * @param random makes trace ids
     * @param authority whose certificates HTTPS listeners show
     */
    public static JettyDataPlane started(
            String host, Pace pace, InstantSource clock, RandomGenerator random, Authority authority) {
        try {
            return new JettyDataPlane(host, pace, clock, random, authority);
        } catch (Exception e) {
            throw new IllegalStateException("the load balancer could not be started", e);
        }
    }

    @Override
    public void changed(Calls model) {
        show(model.call(new DescribeDataPlane()), model);
    }

    private synchronized void show(Picture next, Calls model) {
        if (!server.isRunning()) {
            return;
        }
        picture = next;
        routes = new Routes(next, turns);
        open();
        upgraded.keepOnly(places(next));
        checker.watch(next.targetGroups(), model);
    }

    private static Set<Upgraded.Place> places(Picture picture) {
        return picture.targetGroups().stream()
                .flatMap(group -> group.targets().stream())
                .map(target -> new Upgraded.Place(target.id(), target.port()))
                .collect(Collectors.toSet());
    }

    private void open() {
        if (!listeners.open(picture.listeners()) && !tryingAgain) {
            tryingAgain = true;
            var unused = timer.schedule(this::openAgain, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void openAgain() {
        tryingAgain = false;
        if (server.isRunning()) {
            open();
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        listeners.closeAll();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the load balancer was not stopped in order: {}", e.toString());
        }
    }
}

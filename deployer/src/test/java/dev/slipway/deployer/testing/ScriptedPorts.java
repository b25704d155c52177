package dev.slipway.deployer.testing;

import dev.slipway.deployer.reconcile.port.Alarms;
import dev.slipway.deployer.reconcile.port.Announcer;
import dev.slipway.deployer.reconcile.port.Background;
import dev.slipway.deployer.reconcile.port.Clock;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.Ids;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Inbox;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.LoadBalancers;
import dev.slipway.deployer.reconcile.port.Parameters;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.reconcile.port.Tasks;
import dev.slipway.deployer.reconcile.port.WakeUps;
import java.lang.reflect.Proxy;
import java.util.List;

/** Ports that answer as a test says, but for the journal. */
public final class ScriptedPorts {
    private ScriptedPorts() {}

    /** What the ports answer. */
    @FunctionalInterface
    public interface Script {
        /**
         * The answer to one call.
         *
         * @param call the name of the port's method; some ports share one
         */
        Object answer(Class<?> port, String call, List<Object> arguments);
    }

    /** All ports, {@code journal} among them. */
    public static Ports of(Journal journal, Script script) {
        return new Ports(
                port(Ecs.class, script),
                port(Tasks.class, script),
                port(LoadBalancers.class, script),
                port(Alarms.class, script),
                port(Images.class, script),
                journal,
                port(Inbox.class, script),
                port(WakeUps.class, script),
                port(Parameters.class, script),
                port(ConfigSource.class, script),
                port(GateCheck.class, script),
                port(Announcer.class, script),
                port(Ids.class, script),
                port(Clock.class, script),
                port(Background.class, script));
    }

    private static <T> T port(Class<T> type, Script script) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        script.answer(type, method.getName(), arguments == null ? List.of() : List.of(arguments))));
    }
}

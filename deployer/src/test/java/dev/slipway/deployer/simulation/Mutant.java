package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bugs that a deployer may have, each a variation of its ports. The simulation is worth something if it finds them. */
record Mutant(String name, UnaryOperator<Ports> variation) {
    /** The smoke tests of the test gate go to the fleet that serves production. */
    static Mutant judgesTheBaseline() {
        return new Mutant(
                "judges the baseline",
                ports -> withCheck(
                        ports, (request, isCancelled) -> ports.gateCheck().check(atProduction(request), isCancelled)));
    }

    /** What could not be measured counts as passed. */
    static Mutant passesWhatItCouldNotMeasure() {
        return new Mutant(
                "passes what it could not measure",
                ports -> withCheck(ports, (request, isCancelled) -> {
                    GateOutcome outcome = ports.gateCheck().check(request, isCancelled);
                    return outcome.verdict() == Verdict.INCONCLUSIVE
                            ? new GateOutcome(Verdict.PASS, outcome.summary(), outcome.report())
                            : outcome;
                }));
    }

    /** Calls are sent however late it is. */
    static Mutant hasNoFence() {
        return new Mutant(
                "has no fence",
                ports -> withEcs(ports, (method, arguments) -> invoke(method, ports.ecs(), unfenced(arguments))));
    }

    /** A call without an answer is sent again at once, as an SDK left to itself does. */
    static Mutant retriesBlindly() {
        return new Mutant(
                "retries blindly",
                ports -> withEcs(ports, (method, arguments) -> {
                    try {
                        return invoke(method, ports.ecs(), arguments);
                    } catch (PortFailure failure) {
                        if (failure.kind() == PortFailure.Kind.UNCERTAIN) {
                            return invoke(method, ports.ecs(), arguments);
                        }
                        throw failure;
                    }
                }));
    }

    /** The truth is overwritten, whoever wrote it meanwhile. */
    static Mutant writesWithoutCondition() {
        return new Mutant(
                "writes without condition",
                ports -> withJournal(ports, (method, arguments) -> {
                    Object[] changed = arguments.clone();
                    if (method.getName().equals("put") && arguments[1] instanceof Condition.VersionIs) {
                        changed[1] = new Condition.None();
                    }
                    return invoke(method, ports.journal(), changed);
                }));
    }

    static Stream<Mutant> all() {
        return Stream.of(
                judgesTheBaseline(),
                passesWhatItCouldNotMeasure(),
                hasNoFence(),
                retriesBlindly(),
                writesWithoutCondition());
    }

    Program program() {
        return DeployerProgram.mutant(variation);
    }

    @Override
    public String toString() {
        return name;
    }

    private static GateRequest atProduction(GateRequest request) {
        GateSpec gate = request.gate();
        var moved = new GateSpec(
                GateKind.PRODUCTION,
                gate.suites(),
                gate.tags(),
                gate.target(),
                gate.smoke(),
                gate.reruns(),
                gate.approvalWithin());
        return new GateRequest(
                moved, request.suites(), request.variables(), request.secrets(), request.identity(), request.within());
    }

    private static Object[] unfenced(Object[] arguments) {
        Object[] changed = arguments.clone();
        if (changed.length > 1 && changed[changed.length - 1] instanceof Instant actBefore) {
            changed[changed.length - 1] = actBefore.plus(Duration.ofHours(1));
        }
        return changed;
    }

    private static Ports withCheck(Ports ports, GateCheck check) {
        return with(ports, ports.ecs(), ports.journal(), check);
    }

    private static Ports withEcs(Ports ports, Call call) {
        return with(ports, proxy(Ecs.class, call), ports.journal(), ports.gateCheck());
    }

    private static Ports withJournal(Ports ports, Call call) {
        return with(ports, ports.ecs(), proxy(Journal.class, call), ports.gateCheck());
    }

    private static Ports with(Ports ports, Ecs ecs, Journal journal, GateCheck check) {
        return new Ports(
                ecs,
                ports.loadBalancers(),
                ports.alarms(),
                ports.images(),
                journal,
                ports.inbox(),
                ports.wakeUps(),
                ports.parameters(),
                ports.config(),
                check,
                ports.announcer(),
                ports.ids(),
                ports.clock(),
                ports.background());
    }

    private static <T> T proxy(Class<T> type, Call call) {
        InvocationHandler handler = (self, method, arguments) -> call.make(method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A call of a port's method. */
    private interface Call {
        @Nullable
        Object make(Method method, Object[] arguments) throws Throwable;
    }
}

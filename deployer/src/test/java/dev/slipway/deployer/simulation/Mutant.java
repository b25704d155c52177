package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.DeploymentView;
import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.HookAction;
import dev.slipway.deployer.model.ServiceView;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.Ecs;
import dev.slipway.deployer.reconcile.port.GateCheck;
import dev.slipway.deployer.reconcile.port.GateCheck.GateOutcome;
import dev.slipway.deployer.reconcile.port.GateCheck.GateRequest;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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

    /** A tag on an old image, and what was overtaken before a sweep, are no news to it. */
    static Mutant forgetsWhichTagsItKnew() {
        return new Mutant(
                "forgets which tags it knew",
                ports -> withJournal(
                        ports,
                        (method, arguments) -> isFor(method, "get", arguments, "TAGS#")
                                ? Optional.empty()
                                : invoke(method, ports.journal(), arguments)));
    }

    /** Whose a task definition is, its tags no longer say. */
    static Mutant readsNoTagsOfTaskDefinitions() {
        return new Mutant(
                "reads no tags of task definitions",
                ports -> withEcs(ports, (method, arguments) -> {
                    Object answer = invoke(method, ports.ecs(), arguments);
                    return answer instanceof Optional<?> found
                                    && found.orElse(null) instanceof Ecs.TaskDefinition definition
                            ? Optional.of(
                                    new Ecs.TaskDefinition(definition.arn(), definition.content(), new TreeMap<>()))
                            : answer;
                }));
    }

    /** Nobody but us ever waits at a hook, and neither do we. */
    static Mutant overlooksHooks() {
        return new Mutant(
                "overlooks hooks",
                ports -> withEcs(ports, (method, arguments) -> {
                    Object answer = invoke(method, ports.ecs(), arguments);
                    return method.getName().equals("describeServiceDeployments") && answer instanceof List<?> views
                            ? views.stream().map(Mutant::withoutHooks).toList()
                            : answer;
                }));
    }

    /** Where green failed, it is told to go on. */
    static Mutant alwaysContinues() {
        return new Mutant(
                "always continues",
                ports -> withEcs(ports, (method, arguments) -> {
                    Object[] changed = arguments.clone();
                    for (int i = 0; i < changed.length; i++) {
                        changed[i] = changed[i] == HookAction.ROLLBACK ? HookAction.CONTINUE : changed[i];
                    }
                    return invoke(method, ports.ecs(), changed);
                }));
    }

    /** A service looks idle whatever is in flight. */
    static Mutant startsOverOthers() {
        return new Mutant(
                "starts over others",
                ports -> withEcs(ports, (method, arguments) -> {
                    Object answer = invoke(method, ports.ecs(), arguments);
                    return method.getName().equals("describeServices") && answer instanceof List<?> views
                            ? views.stream().map(Mutant::idle).toList()
                            : answer;
                }));
    }

    /** The final record of a release is not written. */
    static Mutant recordsNoRelease() {
        return new Mutant(
                "records no release",
                ports -> withJournal(
                        ports,
                        (method, arguments) -> isFor(method, "put", arguments, "RELEASE#")
                                ? true
                                : invoke(method, ports.journal(), arguments)));
    }

    /** What was skipped leaves no trace. */
    static Mutant keepsNoSkippedPush() {
        return new Mutant(
                "keeps no skipped push",
                ports -> withJournal(
                        ports,
                        (method, arguments) -> isFor(method, "put", arguments, "SKIPPED#")
                                ? true
                                : invoke(method, ports.journal(), arguments)));
    }

    static Stream<Mutant> all() {
        return Stream.concat(atTheCore(), MutantsAmongPeople.all());
    }

    private static Stream<Mutant> atTheCore() {
        return Stream.of(
                judgesTheBaseline(),
                passesWhatItCouldNotMeasure(),
                hasNoFence(),
                retriesBlindly(),
                writesWithoutCondition(),
                forgetsWhichTagsItKnew(),
                readsNoTagsOfTaskDefinitions(),
                overlooksHooks(),
                alwaysContinues(),
                startsOverOthers(),
                recordsNoRelease(),
                keepsNoSkippedPush());
    }

    static boolean isFor(Method method, String name, Object[] arguments, String sortKey) {
        if (!method.getName().equals(name)) {
            return false;
        }
        return arguments[0] instanceof Item item
                ? item.sk().startsWith(sortKey)
                : arguments[1] instanceof String sk && sk.startsWith(sortKey);
    }

    private static Object withoutHooks(Object view) {
        return view instanceof DeploymentView seen
                ? new DeploymentView(
                        seen.arn(),
                        seen.status(),
                        seen.statusReason(),
                        seen.lifecycleStage(),
                        seen.createdAt(),
                        seen.targetRevisionArn(),
                        seen.sourceRevisionArns(),
                        List.of(),
                        seen.rollbackRevisionArn(),
                        seen.finishedAt())
                : view;
    }

    private static Object idle(Object view) {
        return view instanceof ServiceView seen
                ? new ServiceView(
                        seen.arn(),
                        seen.name(),
                        seen.status(),
                        seen.deploymentController(),
                        seen.desiredCount(),
                        seen.taskDefinitionArn(),
                        Optional.empty(),
                        seen.currentRevisionArns(),
                        seen.loadBalancers(),
                        seen.lifecycleHooks(),
                        seen.createdAt())
                : view;
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

    static Ports withEcs(Ports ports, Call call) {
        return with(ports, proxy(Ecs.class, call), ports.journal(), ports.gateCheck());
    }

    static Ports withJournal(Ports ports, Call call) {
        return with(ports, ports.ecs(), proxy(Journal.class, call), ports.gateCheck());
    }

    private static Ports with(Ports ports, Ecs ecs, Journal journal, GateCheck check) {
        return new Ports(
                ecs,
                ports.tasks(),
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

    static @Nullable Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A call of a port's method. */
    interface Call {
        @Nullable
        Object make(Method method, Object[] arguments) throws Throwable;
    }
}

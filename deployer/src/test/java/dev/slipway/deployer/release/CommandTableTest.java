package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.CommandParameter.PARAMETER;
import static dev.slipway.deployer.release.CommandParameter.obey;
import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.NOON;
import static dev.slipway.deployer.release.Shop.V1;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;
import static dev.slipway.deployer.release.Shop.queued;
import static dev.slipway.deployer.release.Shop.v2LiveAfterV1;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.testkit.Golden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All states × all commands. */
class CommandTableTest {
    private static final List<String> COMMANDS = List.of(
            "none",
            "promote",
            "promote " + id(2),
            "promote " + id(9),
            "rollback",
            "rollback full",
            "rollback v1",
            "rollback " + id(91) + " full",
            "rollback " + id(2),
            "rollback v7",
            "hold",
            "hold we have an incident",
            "resume",
            "retry",
            "promot",
            "deploy v3",
            "resume now",
            "retry v3",
            "rollback v1 v2",
            "rollback emergency",
            "clear " + digest(3).value());

    private static final String ADMIN = "/slipway/admin/shop-api";
    private static final List<String> ADMIN_COMMANDS = List.of(
            "none",
            "deploy v3",
            "deploy v2",
            "deploy " + digest(9).value(),
            "deploy",
            "clear " + digest(3).value(),
            "clear 030303030303",
            "clear 0303",
            "detach",
            "detach now",
            "rollback emergency",
            "rollback v1 emergency",
            "rollback emergency force " + id(2),
            "rollback v1 emergency force " + id(2),
            "rollback emergency force " + id(9),
            "rollback emergency force",
            "rollback v1",
            "hold",
            "deplo v3");

    private static final Tried TIMED_OUT =
            new Tried(id(3), Shop.V3, new Trigger.Push("v3", A_MINUTE_AGO), Optional.of(EndClass.GATE_TIMEOUT));

    /** All states × all commands; each line is the answer, and in brackets what is remembered. */
    @Test
    void everyCommandHasItsAnswerInEveryState() {
        var table = new StringBuilder();

        situations().forEach((name, state) -> table.append(block(name, state, PARAMETER, COMMANDS)));

        Golden.matches("commands/table.txt", table.toString());
    }

    /** The same for what administrators write. */
    @Test
    void everyCommandOfAnAdministratorHasItsAnswerInEveryState() {
        var table = new StringBuilder();

        situations().forEach((name, state) -> table.append(block(name, state, ADMIN, ADMIN_COMMANDS)));

        Golden.matches("commands/admin-table.txt", table.toString());
    }

    private static Map<String, ServiceState> situations() {
        var live = v2LiveAfterV1();
        var held = live.change().hold(Optional.of(new Hold("incident", "bob", A_MINUTE_AGO)));
        var pushedMeanwhile = new Push("shop/api", "v3", digest(3), A_MINUTE_AGO);
        var going = new Trigger.ManualRollback(id(91), Optional.of(id(92)), false, "bob", Optional.empty());
        var all = new LinkedHashMap<String, ServiceState>();
        all.put("nothing was ever live", Shop.seen());
        all.put(
                "the first version is live",
                Shop.seen().change().live(live.live()).done());
        all.put("v2 is live, v1 was before", live);
        all.put("held", held.done());
        all.put(
                "held, v3 was pushed meanwhile",
                held.heldPush(Optional.of(pushedMeanwhile)).done());
        all.put("v3 waits", live.change().queue(List.of(queued(3, Shop.V3))).done());
        all.put(
                "a rollback waits",
                live.change()
                        .queue(List.of(Release.queued(id(4), going, V1, A_MINUTE_AGO)))
                        .done());
        all.put(
                "v3 was tried and could not be judged",
                live.change().tried(TIMED_OUT).done());
        all.put(
                "v3 was tried and could not be judged, and the service is held",
                live.change()
                        .tried(TIMED_OUT)
                        .hold(Optional.of(new Hold("incident", "bob", A_MINUTE_AGO)))
                        .done());
        all.put(
                "v3 was tried and failed its tests",
                live.change()
                        .tried(new Tried(
                                id(3),
                                Shop.V3,
                                new Trigger.Push("v3", A_MINUTE_AGO),
                                Optional.of(EndClass.SMOKE_FAILED)))
                        .quarantining(digest(3))
                        .done());
        all.put(
                "a rollback was tried and could not be judged",
                live.change()
                        .tried(new Tried(id(4), V1, going, Optional.of(EndClass.SMOKE_INCONCLUSIVE)))
                        .done());
        all.put("Preparing", inFlight(Scene.registered()));
        all.put("Starting", inFlight(Scene.starting()));
        all.put("Rolling", inFlight(Scene.rolling()));
        all.put("AtGate", inFlight(Scene.testing(GateKind.TEST)));
        all.put("AwaitingPromotion", inFlight(Scene.awaitingPromotion()));
        all.put(
                "AwaitingPromotion, a rollback was accepted",
                inFlight(Scene.awaitingPromotion().operatorRollsBack()));
        all.put("Baking", inFlight(Scene.baking()));
        all.put(
                "detached",
                live.change()
                        .detachment(Optional.of(new Detachment("bob", A_MINUTE_AGO, Optional.empty(), true)))
                        .hold(Optional.of(new Hold("detached by bob", "bob", A_MINUTE_AGO)))
                        .done());
        all.put("RollingBack", inFlight(Scene.rollingBack(EndClass.SMOKE_FAILED)));
        return all;
    }

    private static ServiceState inFlight(Scene scene) {
        return v2LiveAfterV1().change().release(Optional.of(scene.release())).done();
    }

    private static String block(String name, ServiceState state, String parameter, List<String> commands) {
        var text = new StringBuilder("== ").append(name).append('\n');
        for (String command : commands) {
            var after = obey(state, NOON, new ParameterView(parameter, command, 2, NOON, Optional.of("ann")));
            String answer = after.lastAnswers().isEmpty()
                    ? "-         no answer"
                    : (after.lastAnswers().getLast().accepted() ? "accepted  " : "refused   ")
                            + after.lastAnswers().getLast().answer();
            text.append("%-44s %s%s%n".formatted(command, answer, remembered(state, after)));
        }
        return text.append('\n').toString();
    }

    private static String remembered(ServiceState before, ServiceState after) {
        var changes = new ArrayList<String>();
        var wish = after.release().flatMap(Release::wish);
        if (!wish.equals(before.release().flatMap(Release::wish))) {
            changes.add(
                    "wish " + wish.map(one -> one.getClass().getSimpleName()).orElse("dropped"));
        }
        if (!after.hold().equals(before.hold())) {
            changes.add(after.hold().map(hold -> "held: " + hold.reason()).orElse("not held"));
        }
        after.queue().stream()
                .filter(release -> !before.queue().contains(release))
                .map(release -> "queued: " + release.trigger().getClass().getSimpleName() + " " + release.image())
                .forEach(changes::add);
        if (!after.quarantine().equals(before.quarantine())) {
            changes.add("quarantined: " + after.quarantine().size());
        }
        if (!after.detachment().equals(before.detachment())) {
            changes.add("detaching");
        }
        if (before.release().isPresent() && after.release().isEmpty()) {
            changes.add("nothing in flight");
        }
        return changes.isEmpty() ? "" : " [" + String.join("; ", changes) + "]";
    }
}

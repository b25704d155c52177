package dev.slipway.sandbox.model.elb.machine;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.elb.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Brings changes of rules into force, after the time they take to propagate (docs/aws.md, open question 5). */
final class Routing {
    private final Inventory inventory;
    private final Targets targets;
    private final Agenda agenda;
    private final Duration propagation;

    Routing(Inventory inventory, Targets targets, Agenda agenda, Duration propagation) {
        this.inventory = inventory;
        this.targets = targets;
        this.agenda = agenda;
        this.propagation = propagation;
    }

    void route(RuleState rule, List<Action> actions, Instant now) {
        rule.actions = actions;
        if (propagation.isZero()) {
            inForce(rule, actions, now);
        } else {
            agenda.at(now.plus(propagation), then -> inForce(rule, actions, then));
        }
    }

    private void inForce(RuleState rule, List<Action> actions, Instant now) {
        rule.inForce = actions;
        usesMayHaveChanged(now);
    }

    void usesMayHaveChanged(Instant now) {
        targets.usesMayHaveChanged(now);
        inventory.changed();
    }
}

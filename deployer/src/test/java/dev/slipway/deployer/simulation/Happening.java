package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.GateKind;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What people do, and what services are like: every kind of it has to come about in a campaign. */
record Happening(String what) implements Comparable<Happening> {
    private static final String FORCE = "rollback emergency force";
    private static final String EMERGENCY = "rollback emergency";
    private static final List<String> COMMANDS =
            List.of("promote", "rollback", "hold", "resume", "retry", EMERGENCY, FORCE, "deploy", "clear", "detach");

    /** An emergency passed a gate unasked. */
    static final Happening UNASKED = new Happening("an emergency passes a gate unasked");

    /** An emergency started over the deployment in flight that it named. */
    static final Happening OVER = new Happening("an emergency goes over the deployment in flight");

    /** The service went away under us. */
    static final Happening DELETED = new Happening("the service is deleted");

    /** And made again, by someone who had an image that runs. */
    static final Happening MADE_AGAIN = new Happening("the service is made again");

    /** Or who had none. */
    static final Happening MADE_AGAIN_IN_VAIN = new Happening("the service is made again, and can't come up");

    /** A first deployment that could not come up gave way to a release. */
    static final Happening FIRST_GONE_OVER =
            new Happening("a release goes over the first deployment of a service made again");

    static Happening shape(Shape shape) {
        return new Happening("a service of kind " + shape);
    }

    /** An order was carried out. */
    static Happening obeyed(String order) {
        String command =
                order.startsWith(FORCE) ? FORCE : order.startsWith(EMERGENCY) ? EMERGENCY : order.split(" ", 2)[0];
        return new Happening("'" + command + "' is obeyed");
    }

    /** We told ECS to go on. */
    static Happening passed(GateKind gate) {
        return new Happening("a " + gate.key() + " gate is passed");
    }

    /** All kinds. */
    static SortedSet<Happening> all() {
        var all = new TreeSet<>(List.of(UNASKED, OVER, DELETED, MADE_AGAIN, MADE_AGAIN_IN_VAIN, FIRST_GONE_OVER));
        COMMANDS.forEach(command -> all.add(obeyed(command)));
        for (Shape shape : Shape.values()) {
            all.add(shape(shape));
        }
        for (GateKind gate : GateKind.values()) {
            all.add(passed(gate));
        }
        return all;
    }

    @Override
    public int compareTo(Happening other) {
        return what.compareTo(other.what);
    }

    @Override
    public String toString() {
        return what;
    }
}

package dev.slipway.deployer.release;

import dev.slipway.deployer.model.GateKind;
import dev.slipway.deployer.model.ServiceSpec;
import java.util.Optional;

/**
 * Tells which gate a waiting hook is. ECS's hook details carry no stage, and what {@code lifecycleStage} says at
 * PRE_PRODUCTION_TRAFFIC_SHIFT is unconfirmed, so the production weight decides where the string does not.
 */
final class GateResolver {
    private GateResolver() {}

    /** What was found. */
    sealed interface Resolved {

        record Gate(GateKind kind) implements Resolved {}

        /** No configured gate fits, or weight and string contradict each other. The hook is left to expire. */
        record Unknown(String why) implements Resolved {}
    }

    static Resolved resolve(
            ServiceSpec spec, Release release, Optional<String> stage, Optional<Facts.Traffic> traffic) {
        Optional<GateKind> named = stage.flatMap(GateResolver::gateAt)
                .filter(kind -> spec.gate(kind).isPresent())
                .filter(kind -> kind == GateKind.STEP || !release.hasPassed(kind));
        if (traffic.isEmpty()) {
            return named.<Resolved>map(Resolved.Gate::new)
                    .orElseGet(() -> new Resolved.Unknown("stage " + text(stage) + " is no gate of this service"));
        }
        int percent = traffic.get().productionPercent();
        if (named.isPresent()) {
            return fits(named.get(), percent)
                    ? new Resolved.Gate(named.get())
                    : new Resolved.Unknown("stage " + text(stage) + ", but the production rule sends " + percent
                            + " % to the new revision");
        }
        return byWeight(spec, release, percent)
                .<Resolved>map(Resolved.Gate::new)
                .orElseGet(() -> new Resolved.Unknown("no configured gate fits stage " + text(stage) + " with "
                        + percent + " % of production traffic on the new revision"));
    }

    /** The stage that the production weight speaks for, whatever is configured. */
    static GateKind byWeight(Optional<Facts.Traffic> traffic) {
        int percent = traffic.map(Facts.Traffic::productionPercent).orElse(0);
        if (percent == 0) {
            return GateKind.TEST;
        }
        return percent == 100 ? GateKind.PRODUCTION : GateKind.STEP;
    }

    private static Optional<GateKind> byWeight(ServiceSpec spec, Release release, int percent) {
        GateKind kind;
        if (percent == 0) {
            boolean testIsOpen = spec.gate(GateKind.TEST).isPresent() && !release.hasPassed(GateKind.TEST);
            kind = testIsOpen ? GateKind.TEST : GateKind.STEP;
        } else {
            kind = percent == 100 ? GateKind.PRODUCTION : GateKind.STEP;
        }
        return Optional.of(kind).filter(gate -> spec.gate(gate).isPresent());
    }

    static boolean fits(GateKind gate, int productionPercent) {
        return switch (gate) {
            case TEST -> productionPercent == 0;
            case STEP -> productionPercent < 100;
            case PRODUCTION -> productionPercent == 100;
        };
    }

    private static Optional<GateKind> gateAt(String stage) {
        for (GateKind kind : GateKind.values()) {
            if (kind.lifecycleStage().equals(stage)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String text(Optional<String> stage) {
        return stage.map(name -> "'" + name + "'").orElse("(none)");
    }
}

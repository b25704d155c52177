package dev.slipway.deployer.simulation;

import dev.slipway.deployer.release.Effect;
import dev.slipway.deployer.release.ReleaseState.Kind;
import java.util.Comparator;
import java.util.Optional;

/**
 * A decision in a state: where the release goes, or that it stays, and the effect that goes with it.
 *
 * @param effect such as {@code Answer ROLLBACK}; empty if nothing is to be done in the world
 */
record Decided(Kind from, Kind to, String effect) implements Comparable<Decided> {
    private static final Comparator<Decided> ORDER =
            Comparator.comparing(Decided::from).thenComparing(Decided::to).thenComparing(Decided::effect);

    static Decided of(Kind from, Kind to, Optional<Effect> effect) {
        return new Decided(from, to, effect.map(Decided::text).orElse(""));
    }

    private static String text(Effect effect) {
        String name = effect.getClass().getSimpleName();
        return effect instanceof Effect.Answer answer ? name + " " + answer.action() : name;
    }

    @Override
    public int compareTo(Decided other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return from.text() + " | " + (from == to ? "stays" : to.text()) + " | " + effect;
    }
}

package dev.slipway.sandbox.proxy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that go on after their requests, by the target they lead to. They are closed when the target is no longer
 * registered: at the end of its deregistration delay (docs/aws.md, Load balancer).
 */
final class Upgraded {
    private final Map<Place, Set<Runnable>> closers = new HashMap<>();
    private Set<Place> registered = Set.of();

    /** Where a target is. */
    record Place(String host, int port) {}

    /** Says which targets there are; closes what leads to any other. */
    void keepOnly(Set<Place> targets) {
        Set<Runnable> gone = new HashSet<>();
        synchronized (this) {
            registered = Set.copyOf(targets);
            closers.entrySet().removeIf(entry -> {
                boolean goes = !targets.contains(entry.getKey());
                if (goes) {
                    gone.addAll(entry.getValue());
                }
                return goes;
            });
        }
        gone.forEach(Runnable::run);
    }

    /**
     * Takes note of a connection.
     *
     * @param closer closes both its ends; run at once if the target is gone already
     */
    void opened(Place target, Runnable closer) {
        boolean isLate;
        synchronized (this) {
            isLate = !registered.contains(target);
            if (!isLate) {
                closers.computeIfAbsent(target, place -> new HashSet<>()).add(closer);
            }
        }
        if (isLate) {
            closer.run();
        }
    }

    /** Forgets a connection that has ended by itself. */
    synchronized void closed(Place target, Runnable closer) {
        Set<Runnable> others = closers.get(target);
        if (others != null) {
            others.remove(closer);
        }
    }
}

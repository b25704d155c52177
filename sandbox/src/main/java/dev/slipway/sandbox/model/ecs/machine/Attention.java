package dev.slipway.sandbox.model.ecs.machine;

import dev.slipway.sandbox.model.Agenda;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Has services looked at again whenever something about them changed, one at a time, until nothing changes. So no part
 * of the machine has to know what follows from what it does.
 */
final class Attention {
    private final Deque<ServiceState> waiting = new ArrayDeque<>();
    private @Nullable BiConsumer<ServiceState, Instant> look;
    private boolean isBusy;
    private final Agenda agenda;

    Attention(Agenda agenda) {
        this.agenda = agenda;
    }

    void by(BiConsumer<ServiceState, Instant> look) {
        this.look = look;
    }

    /** Has the service looked at again later. */
    void at(Instant due, ServiceState service) {
        if (service.looks.add(due)) {
            agenda.at(due, then -> {
                service.looks.remove(due);
                to(service, then);
            });
        }
    }

    void to(ServiceState service, Instant now) {
        if (!waiting.contains(service)) {
            waiting.add(service);
        }
        if (isBusy || look == null) {
            return;
        }
        isBusy = true;
        try {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                look.accept(next, now);
            }
        } finally {
            isBusy = false;
        }
    }
}

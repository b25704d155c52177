package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.Emitted;

/** Those who carry out what the modelled world wants. */
public record Effects(TaskRunner tasks, DataPlane dataPlane, Deliveries deliveries) {

    void carryOut(Emitted emitted, Calls model) {
        switch (emitted) {
            case Emitted.StartTask start -> tasks.start(start, model);
            case Emitted.StopTask stop -> tasks.stop(stop);
            case Emitted.DataPlaneChanged changed -> dataPlane.changed(model);
            case Emitted.Deliver message -> deliveries.deliver(message);
        }
    }
}

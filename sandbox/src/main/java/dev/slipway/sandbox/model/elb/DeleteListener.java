package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;

/** Deletes a listener and its rules. */
public record DeleteListener(String listenerArn) implements Call<DeleteListener.Result> {
    /** What AWS answers. */
    public record Result() {}
}

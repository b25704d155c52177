package dev.slipway.sandbox.drive;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Call;

/** The model as everyone around it sees it: something to be asked, from any thread. */
public interface Calls {

    /**
     * Answers a call, at the time at which it is made.
     *
     * @throws AwsRefusal if AWS would answer with an error
     */
    <R> R call(Call<R> call);
}

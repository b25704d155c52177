package dev.slipway.sandbox.model.dynamo;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Asks for every item of every table, as the calls that would put them there. No action of AWS's. */
public record DescribeItems() implements Call<DescribeItems.Items> {

    /** Unconditional, one for each item. */
    public record Items(List<Dynamo.PutItem> puts) {
        public Items {
            puts = List.copyOf(puts);
        }
    }
}

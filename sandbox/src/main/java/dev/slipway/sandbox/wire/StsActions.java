package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.sts.CallerIdentity.GetCallerIdentity;
import java.util.List;
import java.util.Set;

/** What of STS is modelled. */
final class StsActions {
    private StsActions() {}

    static Api api() {
        return new Api(
                new Api.Names("sts", "", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
                Mappers.PASCAL,
                List.of(GetCallerIdentity.class),
                Set.of());
    }
}

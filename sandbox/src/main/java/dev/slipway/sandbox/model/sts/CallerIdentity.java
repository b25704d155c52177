package dev.slipway.sandbox.model.sts;

import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.SignedCall;
import java.time.Instant;
import java.util.Optional;

/** Answers {@code GetCallerIdentity}. */
public final class CallerIdentity implements Part {
    private final Identity identity;

    public CallerIdentity(Identity identity) {
        this.identity = identity;
    }

    /** AWS's action. */
    public record GetCallerIdentity(String caller) implements SignedCall<GetCallerIdentityResult> {}

    /** Its answer. */
    public record GetCallerIdentityResult(String userId, String account, String arn) {}

    @Override
    public void register(Handlers handlers) {
        handlers.on(
                GetCallerIdentity.class,
                (call, now) -> new GetCallerIdentityResult(
                        call.caller().substring(call.caller().lastIndexOf('/') + 1),
                        identity.account(),
                        call.caller()));
    }

    @Override
    public void advanceTo(Instant now) {}

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.sandbox.model.AwsRefusal;

/** What the real adapters make of an error of AWS. */
final class Refusals {
    private Refusals() {}

    static PortFailure translate(String action, AwsRefusal refusal) {
        String code = refusal.code();
        if (code.contains("Throttl") || code.equals("RequestLimitExceeded")) {
            return PortFailure.throttled(action, refusal.getMessage());
        }
        if (refusal.httpStatus() >= 500) {
            return PortFailure.uncertain(action, code + ": " + refusal.getMessage());
        }
        if (code.startsWith("AccessDenied") || code.contains("Expired")) {
            return PortFailure.denied(action, code, refusal.getMessage());
        }
        return code.contains("NotFound") || code.contains("DoesNotExist")
                ? PortFailure.notFound(action, code, refusal.getMessage())
                : PortFailure.refused(action, code, refusal.getMessage());
    }
}

package dev.slipway.smoke.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Resolves names; the first address is the one tested, there is no falling back to another. */
final class Addresses {
    private Addresses() {}

    /** The resolver of the JDK can't be cut off, so it is left behind when the flight is over. */
    static InetAddress resolve(String host, Flight flight) throws UnknownHostException {
        CompletableFuture<InetAddress> found = new CompletableFuture<>();
        Thread.ofVirtual().name("smoke-resolver").start(() -> {
            try {
                found.complete(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            CompletableFuture.anyOf(found, flight.over()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw e;
        }
        if (!found.isDone()) {
            throw new UnknownHostException(host);
        }
        return found.join();
    }
}

package dev.slipway.smoke.net;

import dev.slipway.smoke.run.Target;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Resolves names; the first address is the one tested, there is no falling back to another. */
final class Addresses {
    private Addresses() {}

    /**
     * The resolver of the JDK can't be cut off, so it is left behind when the flight is over. It waits in native code, where a
     * virtual thread would keep its carrier from all others.
     */
    static InetAddress resolve(String host, Target.Family family, Flight flight) throws UnknownHostException {
        CompletableFuture<InetAddress> found = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("smoke-resolver").start(() -> {
            try {
                found.complete(first(host, family));
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

    private static InetAddress first(String host, Target.Family family) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(address -> isOf(family, address))
                .findFirst()
                .orElseThrow(() -> new UnknownHostException(host + "' as "
                        + (family == Target.Family.IPV4 ? "IPv4" : "IPv6") + ", only of the other kind for '" + host));
    }

    private static boolean isOf(Target.Family family, InetAddress address) {
        return switch (family) {
            case ANY -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> address instanceof Inet6Address;
        };
    }
}

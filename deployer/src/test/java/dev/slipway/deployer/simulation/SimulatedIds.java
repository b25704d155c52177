package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.reconcile.port.Ids;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Ids from the seed. */
record SimulatedIds(RandomGenerator random) implements Ids {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    @Override
    public ReleaseId release(Instant now) {
        long millis = now.toEpochMilli();
        var text = new StringBuilder(26);
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (millis >> shift & 31)));
        }
        return new ReleaseId(drawn(text, 16));
    }

    @Override
    public String token() {
        return drawn(new StringBuilder(16), 16);
    }

    private String drawn(StringBuilder text, int length) {
        for (int i = 0; i < length; i++) {
            text.append(CROCKFORD.charAt(random.nextInt(32)));
        }
        return text.toString();
    }
}

package dev.slipway.deployer.simulation;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.reconcile.port.Ids;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Ids from the seed; like the real ones they only ever grow. */
final class SimulatedIds implements Ids {
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RandomGenerator random;
    private String last = "";

    SimulatedIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public ReleaseId release(Instant now) {
        long millis = now.toEpochMilli();
        var text = new StringBuilder(26);
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(CROCKFORD.charAt((int) (millis >> shift & 31)));
        }
        boolean isLater = text.toString().compareTo(last.substring(0, Math.min(10, last.length()))) > 0;
        last = isLater ? drawn(text, 16) : next(last);
        return new ReleaseId(last);
    }

    private static String next(String id) {
        int end = id.length() - 1;
        int digit = CROCKFORD.indexOf(id.charAt(end)) + 1;
        return digit < CROCKFORD.length()
                ? id.substring(0, end) + CROCKFORD.charAt(digit)
                : next(id.substring(0, end)) + CROCKFORD.charAt(0);
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

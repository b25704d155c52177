package dev.slipway.deployer.system;

import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.reconcile.port.Ids;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * ULIDs (github.com/ulid/spec): 48 bits of milliseconds, then 80 random bits. Of one process they only ever grow, within a
 * millisecond and when its clock is set back too: then the last one is counted up.
 */
public final class UlidIds implements Ids {
    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int LENGTH = 26;
    private static final int BITS_PER_CHARACTER = 5;
    private static final int RANDOM_BYTES = 10;
    private static final int TOKEN_BYTES = 18;

    private final RandomGenerator random;
    private BigInteger last = BigInteger.ZERO;

    /** Ids from this source of randomness, which has to be a good one: tokens are what tells two workers apart. */
    public UlidIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public synchronized ReleaseId release(Instant now) {
        long lastMillis = last.shiftRight(8 * RANDOM_BYTES).longValue();
        last = now.toEpochMilli() > lastMillis ? drawn(now.toEpochMilli()) : last.add(BigInteger.ONE);
        return new ReleaseId(text(last));
    }

    /** 24 characters for 144 random bits. */
    @Override
    public String token() {
        return Base64.getUrlEncoder().encodeToString(bytes(TOKEN_BYTES));
    }

    private BigInteger drawn(long millis) {
        return BigInteger.valueOf(millis).shiftLeft(8 * RANDOM_BYTES).or(new BigInteger(1, bytes(RANDOM_BYTES)));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(BigInteger value) {
        char[] text = new char[LENGTH];
        BigInteger rest = value;
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = CROCKFORD[rest.intValue() & 31];
            rest = rest.shiftRight(BITS_PER_CHARACTER);
        }
        return new String(text);
    }
}

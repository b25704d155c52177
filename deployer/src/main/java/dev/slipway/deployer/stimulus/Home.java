package dev.slipway.deployer.stimulus;

/**
 * Where a deployer works: one account and one region. What is empty is not known, and any is then taken for ours.
 *
 * @param account twelve digits, or empty
 */
public record Home(String account, String region) {
    public static final Home UNKNOWN = new Home("", "");

    /** Whether an image was pushed to a registry of ours. */
    public boolean isOf(Stimulus.ImagePushed push) {
        return isSame(account, push.account()) && isSame(region, push.region());
    }

    private static boolean isSame(String ours, String theirs) {
        return ours.isEmpty() || theirs.isEmpty() || ours.equals(theirs);
    }
}

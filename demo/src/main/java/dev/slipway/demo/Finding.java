package dev.slipway.demo;

/**
 * One claim of the demo, judged.
 *
 * @param claim  what must be so
 * @param isHeld whether it was
 * @param seen   what was seen, in few words
 */
record Finding(String claim, boolean isHeld, String seen) {

    @Override
    public String toString() {
        return (isHeld ? "  held    " : "  BROKEN  ") + claim + ": " + seen;
    }
}

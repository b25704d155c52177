package dev.slipway.sandbox.model;

/**
 * Whose AWS is modelled.
 *
 * @param account twelve digits
 */
public record Identity(String account, String region) {

    /** {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}

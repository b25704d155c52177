package dev.slipway.demo.stage;

/**
 * What was made for one service, by the names AWS gave it.
 *
 * @param account       its number, twelve digits
 * @param repositoryUri where images of the service are pushed to
 */
public record Infrastructure(Site site, String account, String repositoryUri, Balancer balancer) {

    /** The load balancer's parts that the service is wired to. */
    public record Balancer(String targetGroupA, String targetGroupB, String productionRule, String testRule) {}
}

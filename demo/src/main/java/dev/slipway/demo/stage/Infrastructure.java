package dev.slipway.demo.stage;

/**
 * What was made, by the names AWS gave it.
 *
 * @param repositoryUri where images of the service are pushed to
 * @param queueUrl      the deployer's queue
 * @param account       twelve digits
 */
public record Infrastructure(String account, String repositoryUri, String queueUrl, Balancer balancer) {

    /** The load balancer's parts that the service is wired to. */
    public record Balancer(String targetGroupA, String targetGroupB, String productionRule, String testRule) {}
}

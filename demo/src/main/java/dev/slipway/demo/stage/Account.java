package dev.slipway.demo.stage;

/**
 * What all services share, by the names AWS gave it.
 *
 * @param number   twelve digits
 * @param queueUrl the deployer's queue
 */
public record Account(String number, String queueUrl) {}

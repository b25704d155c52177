package dev.slipway.deployer;

import dev.slipway.deployer.release.Lease;

/**
 * What one process of the deployer has to be told. Everything about services is in the configuration tree instead.
 *
 * @param prefix      of its SSM parameters, {@code /<prefix>/…}
 * @param queueUrl    the work queue
 * @param table       the journal's DynamoDB table
 * @param config      where {@code services/}, {@code suites/}, {@code schemas/} and {@code templates/} are
 * @param httpHost    the address it listens at; {@code 0.0.0.0} for all of the machine's
 * @param httpPort    0 to 65535; 0 is any free one
 * @param concurrency how many services are looked at at once, 1 to 64
 * @param lease       how long a smoke run stays with a process that gives no sign of life
 */
public record Settings(
        String prefix,
        String queueUrl,
        String table,
        ConfigLocation config,
        String httpHost,
        int httpPort,
        int concurrency,
        Lease lease) {
    public static final String DEFAULT_PREFIX = "slipway";
    /** What it shows needs no password, so that only the machine, or the container's own health check, may ask. */
    public static final String DEFAULT_HTTP_HOST = "127.0.0.1";

    public static final int DEFAULT_HTTP_PORT = 8080;
    public static final int DEFAULT_CONCURRENCY = 8;
}

package dev.slipway.deployer;

/**
 * What one process of the deployer has to be told. Everything about services is in the configuration tree instead.
 *
 * @param prefix      of its SSM parameters, {@code /<prefix>/…}
 * @param queueUrl    the work queue
 * @param table       the journal's DynamoDB table
 * @param config      where {@code services/}, {@code suites/}, {@code schemas/} and {@code templates/} are
 * @param httpPort    0 to 65535; 0 is any free one
 * @param concurrency how many services are looked at at once, 1 to 64
 */
public record Settings(
        String prefix, String queueUrl, String table, ConfigLocation config, int httpPort, int concurrency) {
    public static final String DEFAULT_PREFIX = "slipway";
    public static final int DEFAULT_HTTP_PORT = 8080;
    public static final int DEFAULT_CONCURRENCY = 8;
}

package dev.slipway.deployer.model;

/**
 * One registered target and its health.
 *
 * @param id    an IP address or an instance id
 * @param state ELB's own string, such as {@code healthy}
 */
public record TargetView(String id, int port, String state) {
    public boolean isHealthy() {
        return state.equals("healthy");
    }
}

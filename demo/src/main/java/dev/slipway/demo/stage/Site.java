package dev.slipway.demo.stage;

/**
 * One service of the account, and where it is reached.
 *
 * @param name           of the ECS service, of its repository, and in Slipway
 * @param productionPort of the listener for users
 * @param testPort       of the listener for tests
 */
public record Site(String name, int productionPort, int testPort) {
    public static final String CONTAINER = "app";
    public static final int CONTAINER_PORT = 8080;

    /** The name users know it by. */
    public String host() {
        return name + ".example.com";
    }

    /** Where users ask. */
    public String production() {
        return "http://127.0.0.1:" + productionPort;
    }

    public String commandParameter() {
        return "/" + Names.PREFIX + "/command/" + name;
    }

    public String adminParameter() {
        return "/" + Names.PREFIX + "/admin/" + name;
    }
}

package dev.slipway.sandbox.drive;

/** What carries requests from listeners to targets and checks the targets' health. */
public interface DataPlane extends AutoCloseable {

    /**
     * Makes the listeners, rules, weights and targets those of {@code DescribeDataPlane}. When this returns, the next
     * request is already treated so.
     */
    void changed(Calls model);

    /** Closes every listener. */
    @Override
    void close();
}

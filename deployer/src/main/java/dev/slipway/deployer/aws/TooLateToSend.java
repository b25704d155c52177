package dev.slipway.deployer.aws;

/** Stops the SDK just before it sends: the instant before which the request had to be sent has passed. */
final class TooLateToSend extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooLateToSend() {
        super("not sent: its time has passed", null, false, false);
    }

    static TooLateToSend unsent() {
        return new TooLateToSend();
    }
}

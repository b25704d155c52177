package dev.slipway.deployer.reconcile.port;

/**
 * What became of a call with an effect.
 *
 * @param <T> what it is answered with
 */
public sealed interface Sent<T> {

    /** Done, where AWS's answer says nothing more; its {@link Done#answer} is never looked at. */
    @SuppressWarnings("NullAway") // Void has no value
    static Sent<Void> done() {
        return new Done<>(null);
    }

    /** AWS answered that it is done. */
    record Done<T>(T answer) implements Sent<T> {}

    /** The instant before which it had to be sent had passed; nothing was sent. */
    record TooLate<T>() implements Sent<T> {}
}

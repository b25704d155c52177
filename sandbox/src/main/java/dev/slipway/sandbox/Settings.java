package dev.slipway.sandbox;

import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.tasks.RunTasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a sandbox is to be.
 *
 * @param port     of the endpoint; 0 for any free one
 * @param pace     how long AWS's minutes last
 * @param tasks    how tasks are run
 * @param variant  which of the AWSs that fit what is known
 * @param listingLag for how long {@code ListServiceDeployments} does not know a new deployment; not negative
 * @param identity whose AWS it is
 * @param open     whether it listens on every address of this machine, not on 127.0.0.1 alone
 * @param data     the directory in which everything is kept; empty if nothing is to be kept
 */
public record Settings(
        int port,
        Pace pace,
        RunTasks tasks,
        AwsVariant variant,
        Duration listingLag,
        Identity identity,
        boolean open,
        Optional<Path> data) {
    /** Port 4566 of 127.0.0.1, real time, tasks as this machine can, the likeliest AWS, account 123456789012 in eu-west-1. */
    public static final Settings DEFAULT = new Settings(
            4566,
            Pace.REAL,
            RunTasks.AUTO,
            AwsVariant.likeliest(),
            Timing.quick().listingLag(),
            new Identity("123456789012", "eu-west-1"),
            false,
            Optional.empty());

    public Settings withPort(int other) {
        return new Settings(other, pace, tasks, variant, listingLag, identity, open, data);
    }

    public Settings withPace(Pace other) {
        return new Settings(port, other, tasks, variant, listingLag, identity, open, data);
    }

    public Settings withTasks(RunTasks other) {
        return new Settings(port, pace, other, variant, listingLag, identity, open, data);
    }

    public Settings withVariant(AwsVariant other) {
        return new Settings(port, pace, tasks, other, listingLag, identity, open, data);
    }

    public Settings withListingLag(Duration other) {
        return new Settings(port, pace, tasks, variant, other, identity, open, data);
    }

    public Settings withOpen(boolean other) {
        return new Settings(port, pace, tasks, variant, listingLag, identity, other, data);
    }

    /** Keeps everything in this directory. */
    public Settings withData(Path directory) {
        return new Settings(port, pace, tasks, variant, listingLag, identity, open, Optional.of(directory));
    }

    /** The address to listen on. */
    String host() {
        return open ? "0.0.0.0" : "127.0.0.1";
    }
}

package dev.slipway.sandbox.world;

import dev.slipway.sandbox.model.Agenda;
import dev.slipway.sandbox.model.AwsVariant;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Ids;
import dev.slipway.sandbox.model.ImageResolver;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.Pace;
import dev.slipway.sandbox.model.Timing;
import dev.slipway.sandbox.model.World;
import dev.slipway.sandbox.model.cloudwatch.machine.Alarms;
import dev.slipway.sandbox.model.dynamo.Tables;
import dev.slipway.sandbox.model.ecr.Repositories;
import dev.slipway.sandbox.model.ecs.machine.Ecs;
import dev.slipway.sandbox.model.ecs.machine.Surroundings;
import dev.slipway.sandbox.model.elb.machine.LoadBalancing;
import dev.slipway.sandbox.model.events.EventBus;
import dev.slipway.sandbox.model.ssm.ParameterStore;
import dev.slipway.sandbox.model.sts.CallerIdentity;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes whole worlds. */
public final class Worlds {
    private Worlds() {}

    /**
     * An AWS account with nothing in it. Equal arguments and equal calls at equal times give equal worlds.
     *
     * @param random where ids come from
     */
    public static World create(
            Identity identity, Pace pace, Timing timing, AwsVariant variant, RandomGenerator random) {
        return create(identity, pace, timing, variant, "amd64", random);
    }

    /**
     * As {@link #create(Identity, Pace, Timing, AwsVariant, RandomGenerator)}, for tasks of another architecture.
     *
     * @param architecture which image of a multi-platform index is run, as OCI names it: {@code amd64}, {@code arm64}
     */
    public static World create(
            Identity identity,
            Pace pace,
            Timing timing,
            AwsVariant variant,
            String architecture,
            RandomGenerator random) {
        var outbox = new Outbox();
        var agenda = new Agenda();
        var ids = new Ids(new SplittableRandom(random.nextLong()));
        var events = new EventBus(identity, new SplittableRandom(random.nextLong()), outbox);
        var balancing = new LoadBalancing(identity, ids, agenda, pace, variant, outbox);
        var alarms = new Alarms(identity);
        var repositories = new Repositories(identity, events, architecture);
        ImageResolver images = image -> repositories.resolve(image).or(() -> pinned(image));
        var tables = new Tables(identity, new SplittableRandom(random.nextLong()));
        var parameters = new ParameterStore(identity, events);
        var ecs = new Ecs(new Surroundings(
                identity, ids, agenda, pace, timing, variant, balancing, alarms, images, parameters, outbox, events));
        return new World(
                List.of(
                        agenda,
                        events,
                        parameters,
                        new CallerIdentity(identity),
                        repositories,
                        tables,
                        balancing,
                        alarms,
                        ecs),
                outbox);
    }

    /** An image of another registry that is named by its digest is what its name says. */
    private static Optional<ImageResolver.Resolved> pinned(String image) {
        int at = image.indexOf("@sha256:");
        return at < 0
                ? Optional.empty()
                : Optional.of(new ImageResolver.Resolved(image.substring(at + 1), image.substring(at + 1)));
    }
}

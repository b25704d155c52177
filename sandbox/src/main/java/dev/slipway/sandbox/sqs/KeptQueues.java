package dev.slipway.sandbox.sqs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.collection.immutable.Nil$;

/** Queues and messages in a database in a file. */
final class KeptQueues {
    /** Reading a hundred thousand messages takes about this long on a slow disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ActorSystem system;
    private final ActorRef store;
    private final ActorRef manager;

    private KeptQueues(ActorSystem system, ActorRef store, ActorRef manager) {
        this.system = system;
        this.store = store;
        this.manager = manager;
    }

    /** The queues of the database {@code queues} in the directory. */
    static KeptQueues in(Path directory) {
        ActorSystem system = ActorSystem.create("elasticmq");
        // In milliseconds. A killed process may lose no more than that; with 0 H2 would write at its end only.
        String uri = "jdbc:h2:file:" + directory.resolve("queues").toAbsolutePath() + ";WRITE_DELAY=1";
        var config = new SqlQueuePersistenceConfig(true, "org.h2.Driver", uri, "", "", false);
        ActorRef store = system.actorOf(Props.create(SqlQueuePersistenceActor.class, config, Nil$.MODULE$));
        ActorRef manager = system.actorOf(Props.create(
                QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(store)));
        return new KeptQueues(system, store, manager);
    }

    TheSQSRestServerBuilder keptBy(TheSQSRestServerBuilder builder) {
        return builder.withActorSystem(system).withQueueManagerActor(manager).withQueueEventListener(store);
    }

    /** Brings back what was kept, and waits for it. */
    void restore() {
        CompletionStage<Object> restored = Patterns.ask(store, new QueueEvent.Restore(manager), PATIENCE);
        restored.toCompletableFuture().join();
    }

    /** Waits until everything that was told to the database is in it: ElasticMQ itself answers before that. */
    void settle() {
        // The database takes one thing after the other, so it has done the rest when it answers to this.
        Patterns.ask(store, new Identify("settled"), PATIENCE)
                .toCompletableFuture()
                .join();
    }

    void close() {
        system.terminate();
    }
}

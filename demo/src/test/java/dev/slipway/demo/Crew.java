package dev.slipway.demo;

import dev.slipway.demo.program.Ports;
import dev.slipway.demo.program.RunningProgram;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Deployers at work side by side, each behind a relay of its own. One that is killed is replaced while the others go on. */
final class Crew implements AutoCloseable {
    /** A moment that has not come by then, has come: the victim may have nothing to do. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Rehearsal rehearsal;
    private final Map<String, String> environment;
    /** The one that works longest first. */
    private final List<Post> posts = new ArrayList<>();

    private static final class Post {
        private final int number;
        private final Relay aws;
        private final Map<String, String> settings;
        private RunningProgram deployer;
        /** How many calls had gone by when the one that is there was started. */
        private int before;

        private Post(int number, Relay aws, Map<String, String> settings, RunningProgram deployer) {
            this.number = number;
            this.aws = aws;
            this.settings = settings;
            this.deployer = deployer;
        }
    }

    private Crew(Rehearsal rehearsal, Map<String, String> environment) {
        this.rehearsal = rehearsal;
        this.environment = environment;
    }

    /**
     * Starts so many deployers; the first one answers where the rehearsal asks for records.
     *
     * @param environment of each, beside the usual
     */
    static Crew of(int size, Rehearsal rehearsal, Map<String, String> environment) throws IOException {
        var crew = new Crew(rehearsal, environment);
        for (int n = 0; n < size; n++) {
            crew.join(n);
        }
        return crew;
    }

    private void join(int number) throws IOException {
        int endpoint = URI.create(rehearsal.theatre().names().endpoint()).getPort();
        Relay aws = Relay.to(endpoint);
        var settings = new HashMap<>(environment);
        settings.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.port());
        if (number > 0) {
            settings.put("SLIPWAY_HTTP_PORT", String.valueOf(Ports.free()));
        }
        posts.add(new Post(number, aws, settings, rehearsal.theatre().startDeployer(rehearsal.account(), settings)));
    }

    /**
     * Kills the one that brings this moment about, or the one that works longest if it does not come for a while, and starts
     * another in its place. Whoever is killed has begun to work.
     *
     * @return what happened, for a diary
     */
    String kill(Moment moment) throws InterruptedException {
        Post oldest = posts.getFirst();
        rehearsal.until("a deployer works", () -> oldest.aws.calls().size() > oldest.before);
        Predicate<String> when = moment.predicate();
        var struck = new CompletableFuture<Post>();
        for (Post post : posts) {
            post.aws.at(when, () -> {
                rehearsal.theatre().programs().kill(post.deployer);
                struck.complete(post);
            });
        }
        boolean came = waitFor(struck);
        if (!came) {
            rehearsal.theatre().programs().kill(oldest.deployer);
            struck.complete(oldest);
        }
        Post victim = struck.join();
        replace(victim);
        return "deployer " + victim.number + " at " + moment + (came ? "" : ", which did not come in " + LONGEST_WAIT)
                + ", its last call " + victim.aws.calls().getLast();
    }

    private boolean waitFor(CompletableFuture<Post> struck) throws InterruptedException {
        try {
            struck.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It may come in this very moment.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody says so", e);
        }
        long waiting = posts.stream().filter(post -> post.aws.disarm()).count();
        return waiting < posts.size();
    }

    private void replace(Post victim) {
        victim.before = victim.aws.calls().size();
        victim.deployer = rehearsal.theatre().startDeployer(rehearsal.account(), victim.settings);
        posts.remove(victim);
        posts.add(victim);
    }

    /** The answers to hooks that anybody sent; the same one may come again. */
    List<Relay.Answer> answers() {
        return posts.stream().flatMap(post -> post.aws.answers().stream()).toList();
    }

    @Override
    public void close() throws IOException {
        for (Post post : posts) {
            post.aws.close();
        }
    }
}

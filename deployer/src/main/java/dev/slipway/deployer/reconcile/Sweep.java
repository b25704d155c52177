package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Command;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what lost events would have told: pushes, commands, deployments, wake-ups. A lost event costs at most one interval. */
public final class Sweep {
    /** How often a slot is due. */
    public static final Duration EVERY = Duration.ofSeconds(60);

    /** Of a thousand images each. */
    private static final int MOST_PAGES = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final String COMMANDS = "the parameters of commands";

    private final Ports ports;
    private final Reconciler reconciler;
    private final Store store;
    private final KnownTags knownTags;
    private final Unsent unsent;
    private final LostImages lostImages;
    private final String prefix;

    public Sweep(Ports ports, Reconciler reconciler, String prefix) {
        this.ports = ports;
        this.reconciler = reconciler;
        this.store = new Store(ports.journal(), reconciler.codec());
        this.knownTags = new KnownTags(ports.journal(), reconciler.codec());
        this.unsent = new Unsent(ports, store, reconciler.codec(), prefix);
        this.lostImages = new LostImages(ports, reconciler.standing());
        this.prefix = prefix;
    }

    /**
     * Sweeps if the current slot is not another process's already.
     *
     * @throws PortFailure if the journal can't be reached
     */
    public void run() {
        Instant now = ports.clock().now();
        long slot = now.getEpochSecond() / EVERY.toSeconds();
        var claim = new Item(Keys.SWEEP, Long.toString(slot), "{}", 0, "", Optional.of(now.plus(Duration.ofHours(1))));
        if (!ports.journal().put(claim, new Condition.Absent())) {
            return;
        }
        unsent.sendAgain();
        all();
    }

    /**
     * Sweeps now, whoever else does. A service that can't be looked at does not keep the others from it.
     *
     * @throws PortFailure if the journal can't be reached
     */
    public void all() {
        Instant now = ports.clock().now();
        var config = ports.config().current();
        var known = reconciler.knownServices().all();
        var listings = listings(config);
        var parameters = commands(union(config, known));
        config.services().values().forEach(spec -> sweep(spec, config, known, listings, parameters, now));
        known.keySet().stream()
                .filter(name -> !config.services().containsKey(name))
                .forEach(name -> sweepRemoved(name, parameters));
    }

    private static List<ServiceName> union(ConfigSet config, SortedMap<ServiceName, String> known) {
        var names = new TreeSet<>(config.services().keySet());
        names.addAll(known.keySet());
        return List.copyOf(names);
    }

    private void sweep(
            ServiceSpec spec,
            ConfigSet config,
            SortedMap<ServiceName, String> known,
            SortedMap<String, Images.Page> listings,
            SortedMap<String, ParameterView> parameters,
            Instant now) {
        attempt(spec.name(), () -> {
            Optional<ServiceState> state = store.load(spec.name());
            Images.Page listing = listings.get(spec.image().repository());
            if (state.isPresent()) {
                reconciler.knownServices().remember(spec, config, known.getOrDefault(spec.name(), ""));
            }
            if (state.isPresent() && listing != null) {
                lookForPushes(spec, state.get(), listing, now);
            }
            boolean commanded = state.isEmpty() || isCommanded(spec.name(), state.get(), parameters);
            reconciler.look(spec.name(), commanded ? Look.SWEEP : Look.EVENT);
            if (state.isPresent() && listing != null) {
                lostImages.tell(spec, state.get(), listing);
            }
        });
    }

    /** Its file is gone, but what is under way has to end, and its hooks still wait for answers until it is detached, for good. */
    private void sweepRemoved(ServiceName service, SortedMap<String, ParameterView> parameters) {
        attempt(service, () -> {
            Optional<ServiceState> state = store.load(service);
            Instant now = ports.clock().now();
            boolean isGone = state.flatMap(ServiceState::detachment)
                            .map(left -> left.isDone() && !left.isWatched(now))
                            .orElse(false)
                    && state.flatMap(ServiceState::release).isEmpty();
            if (state.isPresent() && !isGone) {
                reconciler.look(service, isCommanded(service, state.get(), parameters) ? Look.SWEEP : Look.EVENT);
            }
        });
    }

    /** A service that can't be looked at, for whatever reason, does not keep the others from it. */
    private static void attempt(ServiceName service, Runnable look) {
        try {
            look.run();
        } catch (PortFailure | JournalNewer failure) {
            LOG.atDebug()
                    .addKeyValue("service", service)
                    .addKeyValue("because", failure.getMessage())
                    .log("could not be swept; the next sweep tries again");
        } catch (RuntimeException bug) {
            LOG.atError()
                    .addKeyValue("service", service)
                    .setCause(bug)
                    .log("unexpected; going on with the next service");
        }
    }

    private void lookForPushes(ServiceSpec spec, ServiceState state, Images.Page listing, Instant now) {
        var known = knownTags.load(spec);
        for (Push push : MissedPushes.of(spec, state, listing, known, now)) {
            reconciler.look(spec.name(), Look.at(push));
        }
        // Only after all of them were judged; a listing that was cut off says nothing about what is not on it.
        if (listing.nextToken().isEmpty()) {
            knownTags.keep(spec, known, listing.images(), now);
        }
    }

    private SortedMap<String, Images.Page> listings(ConfigSet config) {
        var listings = new TreeMap<String, Images.Page>();
        config.services().values().stream()
                .map(spec -> spec.image().repository())
                .distinct()
                .forEach(repository -> list(repository).ifPresent(page -> listings.put(repository, page)));
        return listings;
    }

    private Optional<Images.Page> list(String repository) {
        try {
            Images.Page page = listing(repository);
            reconciler.standing().over("repository " + repository, ProblemLog.OF_CALLS);
            return Optional.of(page);
        } catch (PortFailure failure) {
            tell("repository " + repository, failure);
            return Optional.empty();
        }
    }

    /** All its pages as one. Of one with more there is no order in which the newest could be looked for first. */
    private Images.Page listing(String repository) {
        var images = new ArrayList<ImageView>();
        String token = "";
        for (int page = 0; page == 0 || (page < MOST_PAGES && !token.isEmpty()); page++) {
            Images.Page read = ports.images().list(repository, token);
            images.addAll(read.images());
            token = read.nextToken();
        }
        return new Images.Page(images, token);
    }

    private SortedMap<String, ParameterView> commands(List<ServiceName> services) {
        var found = new TreeMap<String, ParameterView>();
        var names = new ArrayList<String>();
        names.add(command(Command.FOR_ALL));
        services.forEach(name -> names.add(command(name.value())));
        services.forEach(name -> names.add(admin(name)));
        for (int from = 0; from < names.size(); from += 10) {
            try {
                ports.parameters()
                        .current(names.subList(from, Math.min(names.size(), from + 10)))
                        .forEach(parameter -> found.put(parameter.name(), parameter));
            } catch (PortFailure failure) {
                tell(COMMANDS, failure);
                return found;
            }
        }
        reconciler.standing().over(COMMANDS, ProblemLog.OF_CALLS);
        return found;
    }

    private void tell(String where, PortFailure failure) {
        Instant again = ports.clock().now().plus(EVERY);
        reconciler.standing().tell(where, ProblemLog.of(failure, where, again));
    }

    private String command(String name) {
        return "/" + prefix + "/command/" + name;
    }

    private String admin(ServiceName name) {
        return "/" + prefix + "/admin/" + name;
    }

    private boolean isCommanded(ServiceName service, ServiceState state, SortedMap<String, ParameterView> parameters) {
        return isCommanded(parameters.get(command(service.value())), state)
                || isCommanded(parameters.get(command(Command.FOR_ALL)), state)
                || isCommanded(parameters.get(admin(service)), state);
    }

    private static boolean isCommanded(@Nullable ParameterView parameter, ServiceState state) {
        return parameter != null
                && state.commands().stream()
                        .noneMatch(mark -> mark.parameter().equals(parameter.name())
                                && mark.version() == parameter.version()
                                && mark.lastModified().equals(parameter.lastModified()));
    }
}

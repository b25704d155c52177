package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ParameterView;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what lost events would have told: pushes, commands, deployments, wake-ups. A lost event costs at most one interval. */
public final class Sweep {
    /** How often a slot is due. */
    public static final Duration EVERY = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final Ports ports;
    private final Reconciler reconciler;
    private final Store store;
    private final KnownTags knownTags;
    private final String prefix;

    public Sweep(Ports ports, Reconciler reconciler, String prefix) {
        this.ports = ports;
        this.reconciler = reconciler;
        this.store = new Store(ports.journal(), new Codec());
        this.knownTags = new KnownTags(ports.journal(), new Codec());
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
        var listings = listings(config);
        var parameters = commands(config);
        config.services().values().forEach(spec -> sweep(spec, listings, parameters, now));
    }

    private void sweep(
            ServiceSpec spec,
            SortedMap<String, Images.Page> listings,
            SortedMap<String, ParameterView> parameters,
            Instant now) {
        try {
            Optional<ServiceState> state = store.load(spec.name());
            Images.Page listing = listings.get(spec.image().repository());
            if (state.isPresent() && listing != null) {
                lookForPushes(spec, state.get(), listing, now);
            }
            boolean commanded = state.isEmpty() || isCommanded(spec, state.get(), parameters);
            reconciler.look(spec.name(), commanded ? Look.SWEEP : Look.EVENT);
        } catch (PortFailure | JournalNewer failure) {
            LOG.atWarn()
                    .addKeyValue("service", spec.name())
                    .addKeyValue("because", failure.getMessage())
                    .log("could not be swept; the next sweep tries again");
        }
    }

    private void lookForPushes(ServiceSpec spec, ServiceState state, Images.Page listing, Instant now) {
        var known = knownTags.load(spec);
        for (Push push : MissedPushes.of(spec, state, listing, known, now)) {
            reconciler.look(spec.name(), Look.at(push));
        }
        // Only after all of them were judged; of a listing of several pages one page says nothing about what is not on
        // it.
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
            return Optional.of(ports.images().list(repository, ""));
        } catch (PortFailure failure) {
            LOG.atWarn()
                    .addKeyValue("repository", repository)
                    .addKeyValue("because", failure.getMessage())
                    .log("could not be listed");
            return Optional.empty();
        }
    }

    private SortedMap<String, ParameterView> commands(ConfigSet config) {
        var found = new TreeMap<String, ParameterView>();
        var names = new ArrayList<String>();
        names.add("/" + prefix + "/command/" + Command.FOR_ALL);
        config.services().keySet().forEach(name -> names.add("/" + prefix + "/command/" + name));
        for (int from = 0; from < names.size(); from += 10) {
            try {
                ports.parameters()
                        .current(names.subList(from, Math.min(names.size(), from + 10)))
                        .forEach(parameter -> found.put(parameter.name(), parameter));
            } catch (PortFailure failure) {
                LOG.atWarn().addKeyValue("because", failure.getMessage()).log("command parameters could not be read");
            }
        }
        return found;
    }

    private boolean isCommanded(ServiceSpec spec, ServiceState state, SortedMap<String, ParameterView> parameters) {
        return isCommanded(parameters.get("/" + prefix + "/command/" + spec.name()), state)
                || isCommanded(parameters.get("/" + prefix + "/command/" + Command.FOR_ALL), state);
    }

    private static boolean isCommanded(@Nullable ParameterView parameter, ServiceState state) {
        return parameter != null
                && state.commands().stream()
                        .noneMatch(mark -> mark.parameter().equals(parameter.name())
                                && mark.version() == parameter.version()
                                && mark.lastModified().equals(parameter.lastModified()));
    }
}

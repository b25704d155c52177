package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Admission;
import dev.slipway.deployer.release.Command;
import dev.slipway.deployer.release.Commander;
import dev.slipway.deployer.release.Intake;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.ServiceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Takes into STATE what comes from outside: the first sight of a service, pushes, a changed template, commands. */
final class Arrivals {
    private final TurnParts parts;
    private final Ports ports;
    private final Quarantine quarantine;

    Arrivals(TurnParts parts) {
        this.parts = parts;
        this.ports = parts.ports();
        this.quarantine = new Quarantine(ports.journal());
    }

    ServiceState firstSight(ServiceName service, ServiceSpec spec) {
        // Before the instant of first sight, so that a tag that comes after it is news.
        parts.knownTags().keepFirst(spec, ports.images(), ports.clock().now());
        var unseen = ServiceState.unseen(service, ports.clock().now());
        var adopted = parts.adoption().adopt(unseen, spec, ports.config().current(), Optional.empty());
        var marked =
                template(parts.adoption().markExactTags(adopted, spec), spec).next();
        parts.knownServices().remember(spec, ports.config().current(), "");
        return parts.store()
                .save(marked)
                .orElseGet(() -> parts.store().load(service).orElseThrow());
    }

    ServiceState push(ServiceState from, ServiceSpec spec, Push push) {
        return settle(from, state -> {
            Instant now = ports.clock().now();
            Admission admission = Intake.admit(
                    state,
                    spec,
                    push,
                    quarantine.holds(state, push.digest()),
                    ports.ids().release(now),
                    now);
            TurnLog.tell(state, "push " + push.repository() + ":" + push.tag() + " " + admission.reason());
            return admission.next();
        });
    }

    ServiceState changedTemplate(ServiceState from, ServiceSpec spec) {
        return settle(from, state -> {
            Admission admission = template(state, spec);
            if (!admission.next().equals(state)) {
                TurnLog.tell(state, admission.reason());
            }
            return admission.next();
        });
    }

    private Admission template(ServiceState state, ServiceSpec spec) {
        Instant now = ports.clock().now();
        return Intake.template(state, spec, templateHash(spec), ports.ids().release(now), now);
    }

    /** Of the template as it is now; empty if the service has none. */
    String templateHash(ServiceSpec spec) {
        return spec.template()
                .map(path -> Store.hash(ports.config().current().templates().getOrDefault(path, "")))
                .orElse("");
    }

    ServiceState commands(ServiceState from, ServiceSpec spec) {
        List<ParameterView> history = history(from.service());
        return settle(from, state -> {
            Instant now = ports.clock().now();
            var known = new Commander.Known(
                    images(spec, Commander.wanted(state, history)),
                    Commander.cleared(state, history).stream()
                            .flatMap(one -> quarantine.beginning(state.service(), one).stream())
                            .toList());
            return Commander.obey(state, spec, history, known, () -> ports.ids().release(now), now);
        });
    }

    private List<ParameterView> history(ServiceName service) {
        String commands = "/" + parts.prefix() + "/command/";
        var history = new ArrayList<>(ports.parameters().history(commands + service));
        history.addAll(ports.parameters().history(commands + Command.FOR_ALL));
        history.addAll(ports.parameters().history("/" + parts.prefix() + "/admin/" + service));
        return history;
    }

    private SortedMap<String, Image> images(ServiceSpec spec, List<String> wanted) {
        var images = new TreeMap<String, Image>();
        String repository = spec.image().repository();
        for (String one : wanted) {
            if (Digest.isOne(one)) {
                var digest = new Digest(one);
                ports.images()
                        .describe(repository, digest)
                        .ifPresent(view -> images.put(
                                one,
                                new Image(
                                        repository,
                                        Optional.of(digest),
                                        view.tags().stream().findFirst())));
            } else {
                ports.images()
                        .describeTag(repository, one)
                        .ifPresent(view -> images.put(one, Image.of(repository, view.digest(), one)));
            }
        }
        return images;
    }

    /** Decides and writes, and decides anew on what somebody else wrote meanwhile, until it is written or changes nothing. */
    private ServiceState settle(ServiceState from, UnaryOperator<ServiceState> decide) {
        var state = from;
        while (true) {
            var next = decide.apply(state);
            if (next.equals(state)) {
                return state;
            }
            Optional<ServiceState> saved = parts.store().save(next);
            if (saved.isPresent()) {
                return saved.get();
            }
            state = parts.store().load(from.service()).orElseThrow();
        }
    }
}

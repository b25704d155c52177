package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.ConfigSource;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.Lease;
import dev.slipway.deployer.release.OrderMark;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a sweep finds though nobody told of it: of a service that was first seen an hour ago. */
class SweepTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final Images.Page NOTHING = new Images.Page(List.of(), "");
    private static final String FOR_ALL = "/slipway/command/all";

    private final Codec codec = new Codec();
    private final MapJournal journal = new MapJournal();
    private final Store store = new Store(journal, codec);
    private final TreeMap<String, Images.Page> pages = new TreeMap<>();
    private final List<ParameterView> written = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private int ids;

    SweepTest() {
        var seen = ServiceState.unseen(SHOP.name(), NOON.minusSeconds(3600));
        journal.with(
                Keys.service(SHOP.name()),
                Keys.STATE,
                codec.write(seen.change().version(1).done()));
    }

    @Test
    void aPushOnTheListingsSecondPage() {
        pages.put("", new Images.Page(List.of(), "2"));
        pages.put("2", new Images.Page(List.of(image("v7")), ""));

        sweep().all();

        assertThat(state().mark("v*").map(OrderMark::tag)).contains("v7");
    }

    @Test
    void whatWasWrittenForAllServices() {
        written.add(new ParameterView(FOR_ALL, "hold an incident", 1, NOON.minusSeconds(30), Optional.of("ann")));

        sweep().all();

        assertThat(state().hold().orElseThrow().reason()).isEqualTo("an incident");
    }

    @Test
    void whatCouldNotBeAnnouncedBefore() {
        journal.with(Keys.UNSENT, "shop-api#announcement#7#0", "{\"release\":\"7\"}");

        sweep().run();

        assertThat(announced).containsExactly("{\"release\":\"7\"}");
        assertThat(journal.query(Keys.UNSENT, "", false, 10)).isEmpty();
    }

    @Test
    void nothingInASlotThatAnotherProcessHasClaimed() {
        journal.with(Keys.UNSENT, "shop-api#announcement#7#0", "{\"release\":\"7\"}");
        var ports = ScriptedPorts.of(new Claimed(journal), this::answer);

        new Sweep(ports, new Reconciler(ports, "slipway", Lease.DEFAULT), "slipway").run();

        assertThat(announced).isEmpty();
    }

    /** A journal in which every slot is another's. */
    private record Claimed(Journal others) implements Journal {
        @Override
        public Optional<Item> get(String pk, String sk) {
            return others.get(pk, sk);
        }

        @Override
        public boolean put(Item item, Condition condition) {
            return !(item.pk().equals(Keys.SWEEP) && condition instanceof Condition.Absent)
                    && others.put(item, condition);
        }

        @Override
        public List<Item> query(String pk, String skPrefix, boolean backwards, int limit) {
            return others.query(pk, skPrefix, backwards, limit);
        }

        @Override
        public void delete(String pk, String sk) {
            others.delete(pk, sk);
        }
    }

    private ServiceState state() {
        return store.load(SHOP.name()).orElseThrow();
    }

    private static ImageView image(String tag) {
        var digest = new Digest("sha256:" + "07".repeat(32));
        return new ImageView(
                digest, List.of(tag), NOON.minusSeconds(30), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Sweep sweep() {
        var ports = ScriptedPorts.of(journal, this::answer);
        return new Sweep(ports, new Reconciler(ports, "slipway", Lease.DEFAULT), "slipway");
    }

    private Object answer(Class<?> type, String call, List<Object> arguments) {
        return switch (call) {
            case "now" -> NOON;
            case "token" -> "token-" + ++ids;
            case "release" -> new ReleaseId("%026d".formatted(++ids));
            case "current" -> type == ConfigSource.class ? config() : written;
            case "history" ->
                written.stream()
                        .filter(one -> one.name().equals(arguments.getFirst()))
                        .toList();
            case "list" -> pages.getOrDefault(arguments.get(1).toString(), NOTHING);
            case "announce" -> announced.add(arguments.get(1).toString());
            case "put" -> 1L;
            case "send", "repositoryUri" -> Optional.empty();
            case "describeServices" -> List.of();
            default -> throw new IllegalStateException("nobody asks for " + call);
        };
    }

    private static ConfigSet config() {
        var services = new TreeMap<ServiceName, ServiceSpec>();
        services.put(SHOP.name(), SHOP);
        return new ConfigSet("hash", services, new TreeMap<>(), new TreeMap<>(), List.of());
    }
}

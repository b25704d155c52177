package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.reconcile.port.Journal.Condition;
import dev.slipway.deployer.reconcile.port.Journal.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} keeps to. Items stay in it between the tests, so each has a partition of its own. */
public abstract class JournalContract {
    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

    protected abstract Journal journal();

    @Test
    void givesBackWhatWasPut() {
        Item item = new Item("gives", "A", "{\"a\":\"ä\"}", 7, "owner", Optional.of(EXPIRY));

        journal().put(item, new Condition.None());

        assertThat(journal().get("gives", "A")).contains(item);
    }

    @Test
    void givesBackAnItemThatNeverExpiresAndHasNoOwner() {
        Item item = new Item("never", "A", "{}", 0, "", Optional.empty());

        journal().put(item, new Condition.None());

        assertThat(journal().get("never", "A")).contains(item);
    }

    @Test
    void findsNothingWhereNothingIs() {
        Optional<Item> found = journal().get("nowhere", "A");

        assertThat(found).isEmpty();
    }

    @Test
    void replacesTheWholeItem() {
        journal().put(new Item("whole", "A", "old", 1, "owner", Optional.of(EXPIRY)), new Condition.None());

        journal().put(item("whole", "A", 2), new Condition.None());

        assertThat(journal().get("whole", "A")).contains(item("whole", "A", 2));
    }

    @Test
    void putsIfAbsentOnlyOnce() {
        List<Boolean> held = Stream.of(1, 2)
                .map(version -> journal().put(item("absent", "A", version), new Condition.Absent()))
                .toList();

        assertThat(held).containsExactly(true, false);
        assertThat(journal().get("absent", "A")).contains(item("absent", "A", 1));
    }

    @Test
    void putsOverExactlyTheVersionThatIsNamed() {
        journal().put(item("version", "A", 5), new Condition.None());

        List<Boolean> held = Stream.of(4, 6, 5)
                .map(version -> journal().put(item("version", "A", 6), new Condition.VersionIs(version)))
                .toList();

        assertThat(held).containsExactly(false, false, true);
    }

    @Test
    void findsNoVersionWhereThereIsNoItem() {
        boolean held = journal().put(item("version of nothing", "A", 1), new Condition.VersionIs(0));

        assertThat(held).isFalse();
        assertThat(journal().get("version of nothing", "A")).isEmpty();
    }

    @Test
    void putsWhatIsNewerThanWhatIsThere() {
        List<Boolean> held = Stream.of(5, 5, 4, 6)
                .map(version -> journal().put(item("newer", "A", version), new Condition.Newer()))
                .toList();

        assertThat(held).containsExactly(true, false, false, true);
        assertThat(journal().get("newer", "A")).contains(item("newer", "A", 6));
    }

    @Test
    void putsOverTheOwnerThatIsNamed() {
        journal().put(new Item("owner", "A", "{}", 1, "me", Optional.empty()), new Condition.None());

        List<Boolean> held = Stream.of("you", "", "me")
                .map(owner -> journal().put(item("owner", "A", 2), new Condition.OwnerIs(owner)))
                .toList();

        assertThat(held).containsExactly(false, false, true);
    }

    @Test
    void findsNoOwnerWhereThereIsNoItem() {
        boolean held = journal().put(item("owner of nothing", "A", 1), new Condition.OwnerIs(""));

        assertThat(held).isFalse();
    }

    @Test
    void listsOnePartitionInTheOrderOfItsSortKeys() {
        Stream.of("B2", "A1", "B1", "C1").forEach(sk -> journal().put(item("order", sk, 0), new Condition.None()));
        journal().put(item("order of others", "B3", 0), new Condition.None());

        assertThat(keys(journal().query("order", "", false, 10))).containsExactly("A1", "B1", "B2", "C1");
        assertThat(keys(journal().query("order", "B", false, 10))).containsExactly("B1", "B2");
        assertThat(keys(journal().query("order", "B", true, 10))).containsExactly("B2", "B1");
        assertThat(keys(journal().query("order", "", true, 2))).containsExactly("C1", "B2");
        assertThat(keys(journal().query("order", "D", false, 10))).isEmpty();
    }

    @Test
    void listsWholeItems() {
        Item item = new Item("whole list", "A", "{}", 3, "owner", Optional.of(EXPIRY));
        journal().put(item, new Condition.None());

        List<Item> found = journal().query("whole list", "A", false, 1);

        assertThat(found).containsExactly(item);
    }

    @Test
    void keepsLargeItems() {
        String body = "x".repeat(350 * 1024);

        journal().put(new Item("large", "A", body, 1, "", Optional.empty()), new Condition.None());

        assertThat(journal().get("large", "A").map(Item::body)).contains(body);
    }

    @Test
    void deletesWhatIsThereAndWhatIsNot() {
        journal().put(item("delete", "A", 1), new Condition.None());

        journal().delete("delete", "A");
        journal().delete("delete", "A");

        assertThat(journal().get("delete", "A")).isEmpty();
    }

    private static Item item(String pk, String sk, long version) {
        return new Item(pk, sk, "{}", version, "", Optional.empty());
    }

    private static List<String> keys(List<Item> items) {
        return items.stream().map(Item::sk).toList();
    }
}

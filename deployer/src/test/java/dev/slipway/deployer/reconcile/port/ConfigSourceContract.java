package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ConfigSource} keeps to whose files people change. Each test has a tree of its own. */
public abstract class ConfigSourceContract {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final ServiceName TODO = new ServiceName("todo");

    protected abstract ConfigSource source();

    /** Writes one file of the tree and waits until a change can be seen. */
    protected abstract void write(String path, String text);

    @BeforeEach
    void oneService() {
        write("services/shop.yaml", service("shop"));
        write("templates/shop.json", "{}");
    }

    @Test
    void readsTheTree() {
        ConfigSet set = source().current();

        assertThat(set.services().keySet()).containsExactly(SHOP);
        assertThat(set.templates()).containsOnlyKeys("templates/shop.json");
        assertThat(set.faults()).isEmpty();
    }

    @Test
    void isTheSameEditionWhileNothingChanges() {
        var source = source();

        assertThat(source.current()).isEqualTo(source.current());
    }

    @Test
    void isAnotherEditionAfterAChange() {
        var source = source();
        ConfigSet before = source.current();
        write("services/todo.yaml", service("todo"));

        ConfigSet after = source.current();

        assertThat(after.hash()).isNotEqualTo(before.hash());
        assertThat(after.services().keySet()).containsExactly(SHOP, TODO);
    }

    @Test
    void keepsTheLastGoodEditionWhileTheNewestIsFaulty() {
        var source = source();
        ConfigSet good = source.current();
        write("services/todo.yaml", service("todo").replace("cluster", "cluser"));

        ConfigSet faulty = source.current();

        assertThat(faulty.hash()).isEqualTo(good.hash());
        assertThat(faulty.services()).isEqualTo(good.services());
        assertThat(faulty.faults()).contains("services/todo.yaml:2:1: unknown key 'cluser'; did you mean 'cluster'?");
    }

    @Test
    void takesTheNewestOnceItIsRepaired() {
        var source = source();
        source.current();
        write("services/todo.yaml", service("todo").replace("cluster", "cluser"));
        source.current();
        write("services/todo.yaml", service("todo"));

        ConfigSet repaired = source.current();

        assertThat(repaired.services().keySet()).containsExactly(SHOP, TODO);
        assertThat(repaired.faults()).isEmpty();
    }

    @Test
    void hasTheGoodServicesOfATreeThatWasNeverGood() {
        write("services/todo.yaml", service("todo").replace("cluster", "cluser"));

        ConfigSet first = source().current();

        assertThat(first.services().keySet()).containsExactly(SHOP);
        assertThat(first.faults()).isNotEmpty();
    }

    private static String service(String name) {
        return """
                service: %1$s
                cluster: main
                image: {repository: shop/%1$s, tags: ["v*"], containers: [app]}
                """.formatted(name);
    }
}

package dev.slipway.sandbox.model.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.ImageResolver.Resolved;
import dev.slipway.sandbox.model.Outbox;
import dev.slipway.sandbox.model.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run of what a task definition names. */
class ImageResolverTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String REGISTRY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/";

    private final Repositories repositories = new Repositories(
            new Identity("123456789012", "eu-west-1"), (source, type, resources, detail, now) -> {}, "arm64");
    private final World world = new World(List.of(repositories), new Outbox());

    @BeforeEach
    void create() {
        world.apply(new Ecr.CreateRepository("shop/api", List.of(), null, List.of(), null, null), NOON);
    }

    @Test
    void aDigestSaysMoreThanTheTagBesideIt() {
        String first = push("{\"layers\":[]}", "v1");
        push("{\"layers\":[] }", "v1");

        Optional<Resolved> resolved = repositories.resolve(REGISTRY + "shop/api:v1@" + first);

        assertThat(resolved).contains(new Resolved(first, first));
    }

    @Test
    void anIndexIsRunByItsImageForThisMachine() {
        String amd64 = push("{\"layers\":[]}", null);
        String arm64 = push("{\"layers\":[] }", null);
        String index = push("{\"manifests\":[" + entry(amd64, "amd64") + "," + entry(arm64, "arm64") + "]}", "v1");

        Optional<Resolved> resolved = repositories.resolve("127.0.0.1:4566/shop/api:v1");

        assertThat(resolved).contains(new Resolved(index, arm64));
    }

    @Test
    void withoutATagItIsTheLatest() {
        String latest = push("{\"layers\":[]}", "latest");

        Optional<Resolved> resolved = repositories.resolve("localhost:4566/shop/api");

        assertThat(resolved).contains(new Resolved(latest, latest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis:7", "127.0.0.1:4566/other:v1", "127.0.0.1:4566/shop/api:v2", "public.ecr.aws/shop/api:v1"
            })
    void whatIsNotHereIsUnknown(String image) {
        push("{\"layers\":[]}", "v1");

        assertThat(repositories.resolve(image)).isEmpty();
    }

    private String push(String manifest, @Nullable String tag) {
        var put = new Ecr.PutImage("shop/api", manifest, null, tag, null);
        return String.valueOf(world.apply(put, NOON).image().imageId().imageDigest());
    }

    private static String entry(String digest, String architecture) {
        return "{\"digest\":\"" + digest + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architecture
                + "\"}}";
    }
}

package dev.slipway.deployer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.testing.MapJournal;
import dev.slipway.deployer.testing.ScriptedPorts;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** v2 is live, and a rollback goes to v1: both have to stay where they can be pulled. */
class LostImagesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ServiceSpec SHOP = Specs.shopApi().build();
    private static final ImageView V1 = image(1, "ACTIVE");
    private static final ImageView V2 = image(2, "ACTIVE");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.slipway.deployer.reconcile");
    private final List<Object> asked = new ArrayList<>();
    private Optional<ImageView> untagged = Optional.empty();
    private LostImages lost;

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        var ports = ScriptedPorts.of(new MapJournal(), (port, call, arguments) -> {
            if (call.equals("now")) {
                return NOON;
            }
            asked.add(arguments.getLast());
            return untagged;
        });
        lost = new LostImages(ports, new Standing());
    }

    @AfterEach
    void hush() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void nothingIsToldOrAskedWhileBothAreListed() {
        lost.tell(SHOP, state(), listing(V1, V2));

        assertThat(told()).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void tellsOnceThatTheLiveOneIsGone() {
        lost.tell(SHOP, state(), listing(V1));

        lost.tell(SHOP, state(), listing(V1));

        assertThat(told()).singleElement().asString().contains("the live release");
    }

    @Test
    void tellsThatWhatARollbackGoesToIsArchived() {
        lost.tell(SHOP, state(), listing(image(1, "ARCHIVED"), V2));

        assertThat(told()).singleElement().asString().contains("the release that a rollback goes to");
    }

    @Test
    void isContentWithAnImageThatLostItsTags() {
        untagged = Optional.of(V2);

        lost.tell(SHOP, state(), listing(V1));

        assertThat(told()).isEmpty();
        assertThat(asked).containsExactly(V2.digest());
    }

    @Test
    void tellsThatItIsBack() {
        lost.tell(SHOP, state(), listing(V1));

        lost.tell(SHOP, state(), listing(V1, V2));

        assertThat(told()).hasSize(2).last().isEqualTo("a problem is over");
    }

    private List<String> told() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Images.Page listing(ImageView... images) {
        return new Images.Page(List.of(images), "");
    }

    private static ServiceState state() {
        return ServiceState.unseen(SHOP.name(), NOON.minusSeconds(600))
                .change()
                .live(Optional.of(good(2, Optional.of(id(1)))))
                .earlierToo(good(1, Optional.empty()))
                .done();
    }

    private static Good good(int number, Optional<ReleaseId> fallback) {
        var image = Image.of(SHOP.image().repository(), digest(number), "v" + number);
        return new Good(id(number), image, "td", "shop-api:" + number, "suites", NOON, fallback, false);
    }

    private static ReleaseId id(int number) {
        return new ReleaseId("01JD000000000000000000000" + number);
    }

    private static Digest digest(int number) {
        return new Digest("sha256:" + ("0" + number).repeat(32));
    }

    private static ImageView image(int number, String status) {
        return new ImageView(
                digest(number), List.of("v" + number), NOON, Optional.empty(), Optional.empty(), Optional.of(status));
    }
}

package dev.slipway.deployer.reconcile.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.port.Inbox.Message;
import dev.slipway.deployer.stimulus.Stimulus;
import dev.slipway.deployer.stimulus.StimulusParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} and {@link WakeUps} keep to. The queue is empty when a test begins. */
public abstract class InboxContract {
    protected abstract Inbox inbox();

    /** Sends to the same queue. */
    protected abstract WakeUps wakeUps();

    /** How long one receive may wait here. */
    protected abstract Duration patience();

    @Test
    void receivesWhatWasSent() {
        inbox().send("{\"a\":\"ä\"}", Duration.ZERO);

        List<Message> received = inbox().receive(1, patience());

        assertThat(received).extracting(Message::body).containsExactly("{\"a\":\"ä\"}");
        assertThat(received).extracting(Message::receiveCount).containsExactly(1);
    }

    @Test
    void receivesNothingFromAnEmptyQueue() {
        List<Message> received = inbox().receive(10, Duration.ZERO);

        assertThat(received).isEmpty();
    }

    @Test
    void receivesNoMoreThanAsked() {
        Stream.of("one", "two", "three").forEach(body -> inbox().send(body, Duration.ZERO));

        List<Message> received = inbox().receive(2, patience());

        assertThat(received).hasSizeBetween(1, 2);
    }

    @Test
    void hidesWhatSomebodyWorksOn() {
        inbox().send("hidden", Duration.ZERO);
        inbox().receive(1, patience());

        List<Message> again = inbox().receive(1, Duration.ZERO);

        assertThat(again).isEmpty();
    }

    @Test
    void forgetsWhatWasDeleted() {
        inbox().send("delete", Duration.ZERO);
        Message message = inbox().receive(1, patience()).getFirst();

        inbox().delete(message);

        assertThat(inbox().receive(1, Duration.ZERO)).isEmpty();
    }

    @Test
    void holdsBackWhatIsDelayed() {
        inbox().send("later", Duration.ofMinutes(15));

        List<Message> received = inbox().receive(1, Duration.ZERO);

        assertThat(received).isEmpty();
    }

    @Test
    void deliversAWakeUpAfterItsDelay() {
        wakeUps().send(new ServiceName("shop"), "token", Duration.ofSeconds(1));

        List<Message> received = new ArrayList<>();
        for (int look = 0; look < 20 && received.isEmpty(); look++) {
            received.addAll(inbox().receive(1, patience()));
        }

        assertThat(received)
                .extracting(message -> StimulusParser.parse(message.body()))
                .containsExactly(new Stimulus.WakeUp(new ServiceName("shop"), "token"));
    }
}

package dev.slipway.deployer.aws;

import dev.slipway.deployer.reconcile.port.Announcer;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Announcements on the account's default event bus. */
public final class EventBridgeAnnouncer implements Announcer {
    private static final String PUT_EVENTS = "events:PutEvents";
    private static final String SOURCE = "slipway";

    private final EventBridgeClient events;

    public EventBridgeAnnouncer(AwsClients clients) {
        this.events = clients.events();
    }

    @Override
    @Iam(PUT_EVENTS)
    public void announce(String detailType, String detail) {
        var answer = Calls.of(
                PUT_EVENTS,
                () -> events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                        .source(SOURCE)
                        .detailType(detailType)
                        .detail(detail)
                        .build())));
        for (PutEventsResultEntry entry : answer.entries()) {
            if (entry.errorCode() != null) {
                throw Failures.of(PUT_EVENTS, entry.errorCode(), String.valueOf(entry.errorMessage()));
            }
        }
    }
}

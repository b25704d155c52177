package dev.slipway.sandbox.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** Where AWS services put their events: the account's default event bus. */
public interface EventSink {

    /** Puts one event on the bus; its envelope (id, account, region, time) is made here. */
    void put(String source, String detailType, List<String> resources, ObjectNode detail, Instant now);
}

package dev.slipway.smoke.net;

/** How far a request has come. */
enum Phase {
    RESOLVING,
    CONNECTING,
    HANDSHAKE,
    WAITING,
    ANSWERING
}

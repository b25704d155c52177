/**
 * EventBridge: the account's default bus, its rules and what they send to queues. Knows queues by their ARNs only and
 * delivers nothing itself.
 */
@NullMarked
package dev.slipway.sandbox.model.events;

import org.jspecify.annotations.NullMarked;

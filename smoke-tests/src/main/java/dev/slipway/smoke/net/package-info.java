/**
 * Carries requests by Apache HttpClient 5, with every convenience off that could hide a failure. Must not judge answers or
 * repeat what the target may have seen.
 */
@NullMarked
package dev.slipway.smoke.net;

import org.jspecify.annotations.NullMarked;

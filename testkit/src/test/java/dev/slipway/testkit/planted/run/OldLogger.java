package dev.slipway.testkit.planted.run;

import java.util.logging.Logger;

/** Logs past the log. */
final class OldLogger {
    final Logger log = Logger.getAnonymousLogger();
}

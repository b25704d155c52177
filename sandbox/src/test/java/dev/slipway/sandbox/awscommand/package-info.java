/**
 * AWS's own command line as a client of the sandbox, and the script it follows. Must not know how the sandbox is made.
 */
@NullMarked
package dev.slipway.sandbox.awscommand;

import org.jspecify.annotations.NullMarked;

/** From the text of a queue message to a typed reason for looking again. Pure; decides nothing. */
@NullMarked
package dev.slipway.deployer.stimulus;

import org.jspecify.annotations.NullMarked;

/** From files to checked records, all faults at once. Nothing unchecked leaves this package. */
@NullMarked
package dev.slipway.deployer.config;

import org.jspecify.annotations.NullMarked;

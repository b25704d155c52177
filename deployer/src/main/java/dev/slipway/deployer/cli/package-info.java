/** What operators type. Is handed suppliers and never constructs adapters. */
@NullMarked
package dev.slipway.deployer.cli;

import org.jspecify.annotations.NullMarked;

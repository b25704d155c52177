/** Health, metrics and read-only records over HTTP. Changes nothing. */
@NullMarked
package dev.slipway.deployer.http;

import org.jspecify.annotations.NullMarked;

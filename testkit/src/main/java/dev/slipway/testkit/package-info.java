/** What the modules' tests share: waiting for a condition, golden files, the house's architecture rules. Never in a product. */
@NullMarked
package dev.slipway.testkit;

import org.jspecify.annotations.NullMarked;

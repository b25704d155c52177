/**
 * Builds the bundled app's container image without a Docker engine and pushes it. Must not know who runs the image, nor
 * write outside the cache directory it is given.
 */
@NullMarked
package dev.slipway.demo.image;

import org.jspecify.annotations.NullMarked;

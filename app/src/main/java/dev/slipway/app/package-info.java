/**
 * The bundled app: a small web server that shows what a release needs of a program. Must not know Slipway's other
 * modules, and must read clock and environment in {@link dev.slipway.app.Main} only.
 */
@NullMarked
package dev.slipway.app;

import org.jspecify.annotations.NullMarked;

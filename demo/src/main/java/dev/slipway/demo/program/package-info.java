/**
 * The programs that run beside the demo: started, watched, waited for, ended. Must not know what any of them is for, and
 * must leave no process behind.
 */
@NullMarked
package dev.slipway.demo.program;

import org.jspecify.annotations.NullMarked;

/**
 * Judges answers: a check and an answer give an outcome with what was expected and what was found. Pure; must not send,
 * wait, read a clock or log.
 */
@NullMarked
package dev.slipway.smoke.judge;

import org.jspecify.annotations.NullMarked;

package dev.slipway.testkit.planted.unmarked;

/** Its package is not null-marked. */
interface Unmarked {}

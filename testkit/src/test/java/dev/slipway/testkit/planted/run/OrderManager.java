package dev.slipway.testkit.planted.run;

/** Says nothing by its name. */
interface OrderManager {}

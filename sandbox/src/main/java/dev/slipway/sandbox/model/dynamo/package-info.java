/**
 * DynamoDB: tables, items by key, conditions. Only what a journal needs, without indexes and transactions; a time to live
 * is kept and never acted upon, as AWS promises no moment for it either.
 */
@NullMarked
package dev.slipway.sandbox.model.dynamo;

import org.jspecify.annotations.NullMarked;

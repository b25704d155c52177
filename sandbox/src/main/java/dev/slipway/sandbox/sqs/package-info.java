/**
 * SQS: an embedded ElasticMQ behind the sandbox's endpoint, with the attributes it does not keep itself. Its time is the
 * wall clock's; it is no part of the model.
 */
@NullMarked
package dev.slipway.sandbox.sqs;

import org.jspecify.annotations.NullMarked;

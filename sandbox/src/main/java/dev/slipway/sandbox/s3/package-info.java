/**
 * Amazon S3, as far as configuration and small documents need it: buckets and whole objects, path-style, in memory. Knows
 * nothing of the other services; versions, multipart uploads, policies and ranges are refused by name.
 */
@NullMarked
package dev.slipway.sandbox.s3;

import org.jspecify.annotations.NullMarked;

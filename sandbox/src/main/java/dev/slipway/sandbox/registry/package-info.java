/**
 * The container registry: the OCI distribution protocol over the modelled ECR, and the blobs behind it. Knows repositories
 * and images only through the model's calls.
 */
@NullMarked
package dev.slipway.sandbox.registry;

import org.jspecify.annotations.NullMarked;

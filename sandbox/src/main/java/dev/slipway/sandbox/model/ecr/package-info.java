/**
 * ECR: repositories, their images and tags, and what is told of a push. Holds manifests, and of layers only that they are
 * there: their bytes are the registry's.
 */
@NullMarked
package dev.slipway.sandbox.model.ecr;

import org.jspecify.annotations.NullMarked;

/** Tests of the modelled ECR, through the world's calls alone. */
@org.jspecify.annotations.NullMarked
package dev.slipway.sandbox.model.ecr;

/** The nouns: names, images, policies, and what AWS's answers say in our words. Must not decide anything, nor know JSON or the SDK. */
@NullMarked
package dev.slipway.deployer.model;

import org.jspecify.annotations.NullMarked;

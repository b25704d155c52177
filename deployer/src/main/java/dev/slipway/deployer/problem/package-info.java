/** What an operator is told when something is not as it should be. Must not depend on how it was found out. */
@NullMarked
package dev.slipway.deployer.problem;

import org.jspecify.annotations.NullMarked;

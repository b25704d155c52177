/**
 * What the story is played on: everything a team has in its AWS account, made through AWS's own calls as Terraform makes
 * it, and what the deployer is told of it. Must not know that AWS is a sandbox, but for its address.
 */
@NullMarked
package dev.slipway.demo.stage;

import org.jspecify.annotations.NullMarked;

/**
 * Systems Manager's Parameter Store: parameters, their versions and their change events. Encrypts nothing: a SecureString
 * is kept as it is written.
 */
@NullMarked
package dev.slipway.sandbox.model.ssm;

import org.jspecify.annotations.NullMarked;

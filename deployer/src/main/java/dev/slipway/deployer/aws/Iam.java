package dev.slipway.deployer.aws;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The IAM actions without which a port method is refused. The first is the call itself; the others are what AWS checks
 * besides. The deployer's policy in Terraform is compared with the list of them all.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Iam {
    String[] value();
}

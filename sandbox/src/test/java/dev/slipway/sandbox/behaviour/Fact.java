package dev.slipway.sandbox.behaviour;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The fact about AWS that a case checks. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Fact {
    /** In a sentence. */
    String value();

    /** How it is known. */
    Known known();

    /** Where it is known from: a key of the sources in docs/aws.md, or a class of the SDK. */
    String source();

    /** How a fact is known. */
    enum Known {
        DOCUMENTED,
        OBSERVED,
        INFERRED
    }
}

package dev.slipway.testkit.planted.run;

import com.tngtech.archunit.core.domain.JavaClass;

/** Uses a library that belongs to another package. */
final class Leaking {
    String name(JavaClass type) {
        return type.getName();
    }
}

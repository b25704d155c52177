package dev.slipway.testkit.planted.net;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.slipway.testkit.planted.core.Lawful;
import java.util.List;

/** The lawful user of a library. */
public final class Wrapper {
    /** Uses what only this package may use. */
    public Lawful name(JavaClass type) {
        return new Lawful(List.of(type.getName()));
    }
}

package dev.slipway.app;

import dev.slipway.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.under("dev.slipway.app").atLeast(10).commandLine("").tests();
    }
}

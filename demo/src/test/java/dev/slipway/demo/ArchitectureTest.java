package dev.slipway.demo;

import dev.slipway.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.under("dev.slipway.demo")
                .atLeast(30)
                .layer("image")
                .layer("load")
                .layer("program")
                .layer("stage")
                .onlyIn("software.amazon.awssdk..", "stage", "")
                .onlyIn("com.google.cloud.tools.jib..", "image")
                .onlyIn("org.apache.hc..", "load")
                .onlyIn("dev.slipway.sandbox..")
                .onlyIn("dev.slipway.deployer..")
                .commandLine("")
                .tests();
    }
}

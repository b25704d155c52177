package dev.slipway.smoke;

import dev.slipway.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.under("dev.slipway.smoke")
                .atLeast(120)
                .core("suite", "com.fasterxml.jackson.databind", "com.fasterxml.jackson.databind.node")
                .core(
                        "judge",
                        ".suite",
                        "com.fasterxml.jackson..",
                        "io.burt.jmespath..",
                        "com.networknt.schema..",
                        "java.security")
                .layer("suite")
                .layer("judge", "suite")
                .layer("run", "suite", "judge")
                .layer("parse", "suite", "judge", "run")
                .layer("net", "suite", "judge", "run")
                .layer("report", "suite", "judge", "run")
                .layer("cli", "suite", "judge", "parse", "run", "report")
                .onlyIn("org.apache.hc..", "net")
                .onlyIn("org.snakeyaml..", "parse")
                .onlyIn("io.burt.jmespath..", "judge")
                .onlyIn("com.networknt..", "judge")
                .onlyIn("org.slf4j..", "report", "")
                .adapters("net")
                .tests();
    }
}

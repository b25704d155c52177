package dev.slipway.deployer;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.slipway.testkit.HouseRule;
import dev.slipway.testkit.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages of the deployer, top may use below; and what each may not touch. */
class ArchitectureTest {
    private static final String ROOT = "dev.slipway.deployer";
    private static final String JSON = "com.fasterxml.jackson..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.under(ROOT)
                .atLeast(100)
                .core("model")
                .core("problem", ".model")
                .core("release", ".model", ".problem", JSON)
                .layer("model")
                .layer("problem", "model")
                .layer("release", "model", "problem")
                .layer("stimulus", "model", "problem")
                .layer("taskdef", "model", "problem")
                .layer("reconcile.port", "model")
                .layer("reconcile", "model", "problem", "release", "stimulus", "taskdef")
                .layer("config", "model", "problem", "reconcile", "taskdef")
                .layer("aws", "model", "problem", "stimulus", "reconcile.port")
                .layer("smoke", "model", "problem", "reconcile.port")
                .layer("system", "model", "reconcile.port")
                .layer("http", "model", "problem", "release", "taskdef", "reconcile")
                .layer("cli", "model", "problem", "release", "stimulus", "taskdef", "reconcile", "config", "http")
                .onlyIn("software.amazon.awssdk..", "aws", "")
                .onlyIn("io.javalin..", "http")
                .onlyIn("org.eclipse.jetty..", "http")
                .onlyIn("dev.slipway.smoke..", "smoke", "config", "")
                .adapters("aws")
                .adapters("smoke")
                .adapters("system")
                .except(
                        HouseRule.CORE_IS_IMMUTABLE,
                        ROOT + ".release.StateChange",
                        "it gathers what a copy of STATE differs in, and lives for one expression")
                .except(
                        HouseRule.STREAMS_BELONG_TO_THE_COMMAND_LINE,
                        ROOT + ".Main",
                        "it hands the streams of the process to the command line")
                .tests();
    }

    @Test
    void theShellHasNoThreadsOfItsOwn() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + ".reconcile..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .because("a simulation runs the shell step by step; Background and Inbox own the threads")
                .check(CLASSES);
    }

    @Test
    void theShellIteratesInAnOrderThatReplays() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(ROOT + ".reconcile..")
                .should()
                .callMethod(java.util.Set.class, "copyOf", java.util.Collection.class)
                .orShould()
                .callMethod(java.util.Map.class, "copyOf", java.util.Map.class)
                .because("their order is salted per JVM, and a printed seed would not replay; use lists or sorted maps")
                .check(CLASSES);
    }
}

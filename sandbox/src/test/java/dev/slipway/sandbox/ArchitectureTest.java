package dev.slipway.sandbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.testkit.HouseRule;
import dev.slipway.testkit.HouseRules;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final String ROOT = "dev.slipway.sandbox";

    @TestFactory
    Stream<DynamicTest> houseRules() {
        return HouseRules.under(ROOT)
                .atLeast(150)
                .layer("model")
                .layer("drive", "model")
                .layer("registry", "drive", "model")
                .layer("tasks", "registry", "drive", "model")
                .layer("proxy", "drive", "model")
                .layer("wire", "drive", "model")
                .layer("sqs", "wire", "drive", "model")
                .layer("s3", "wire")
                .layer("store", "wire", "drive", "model")
                .layer("faults", "wire", "drive", "model")
                .layer("world", "tasks", "drive", "model")
                .onlyIn("io.javalin..", "wire", "registry", "faults", "")
                .onlyIn("org.eclipse.jetty..", "proxy", "tasks")
                .onlyIn("org.elasticmq..", "sqs")
                .onlyIn("org.apache.pekko..", "sqs")
                .onlyIn("software.amazon.event.ruler..", "model.events")
                .onlyIn("picocli..", "")
                .except(HouseRule.NAMES_SAY_SOMETHING, ROOT + ".model.ecs.Service", "AWS's own word")
                .except(HouseRule.NAMES_SAY_SOMETHING, ROOT + ".model.ecs.CreateService", "AWS's own word")
                .except(HouseRule.NAMES_SAY_SOMETHING, ROOT + ".model.ecs.UpdateService", "AWS's own word")
                .except(HouseRule.NAMES_SAY_SOMETHING, ROOT + ".model.ecs.DeleteService", "AWS's own word")
                .tests();
    }

    /** The simulation steps the model on a virtual clock: whatever it did by itself could not be replayed. */
    @Test
    void theModelIsPassive() {
        JavaClasses model = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT + ".model");

        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                        .or(resideInAPackage("java.net.."))
                        .or(resideInAPackage("java.nio.file.."))
                        .or(resideInAPackage("org.slf4j.."))
                        .or(resideInAPackage("java.util.logging..")))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Timer")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(Set.class, "copyOf", Collection.class)
                .orShould()
                .callMethod(Map.class, "copyOf", Map.class)
                .check(model);
    }
}

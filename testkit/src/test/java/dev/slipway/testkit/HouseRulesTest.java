package dev.slipway.testkit;

import static dev.slipway.testkit.HouseRule.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
    private static final String PLANTED = "dev.slipway.testkit.planted";
    private static final Pattern FIRST_CLASS = Pattern.compile("planted\\.[a-z]+\\.([A-Z][A-Za-z]+)");

    @Test
    void everyRuleFindsWhatWasPlantedForItAndNothingElse() {
        HouseRules rules = rules();

        Map<HouseRule, List<String>> found = culprits(rules);

        Map<HouseRule, List<String>> expected = new EnumMap<>(HouseRule.class);
        expected.put(CORE_DEPENDS_ON_VALUES_ONLY, List.of("Concurrent"));
        expected.put(CORE_TOUCHES_NO_MACHINE, List.of("Exits"));
        expected.put(CORE_IS_IMMUTABLE, List.of("Mutable", "Open"));
        expected.put(CORE_ORDER_IS_REPLAYABLE, List.of("Salted"));
        expected.put(LIBRARY_STAYS_IN_ITS_PACKAGE, List.of("Leaking"));
        expected.put(PACKAGES_USE_WHAT_THE_TABLE_ALLOWS, List.of("Above"));
        expected.put(NO_CYCLES, List.of("One"));
        expected.put(NOTHING_USES_THE_ROOT, List.of("Rooted"));
        expected.put(AMBIENT_ENTERS_AT_MAIN, List.of("Clocked", "Sleepy"));
        expected.put(RECORDS_COPY_COLLECTIONS, List.of("Uncopied"));
        expected.put(ADAPTERS_ARE_WIRED, List.of("Wiring"));
        expected.put(NAMES_SAY_SOMETHING, List.of("OrderManager"));
        expected.put(EXCEPTIONS_HAVE_FACTORIES, List.of("OpenException"));
        expected.put(EVERY_PACKAGE_IS_NULL_MARKED, List.of("Unmarked"));
        expected.put(STREAMS_BELONG_TO_THE_COMMAND_LINE, List.of("Shouting"));
        expected.put(NO_GENERIC_EXCEPTIONS, List.of("Generic"));
        expected.put(NO_JAVA_UTIL_LOGGING, List.of("OldLogger"));
        expected.put(CLASSES_WERE_SEEN, List.of());
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void anExemptionSparesOneClassFromOneRule() {
        HouseRules rules = rules().except(AMBIENT_ENTERS_AT_MAIN, PLANTED + ".run.Sleepy", "it is tired");

        Map<HouseRule, List<String>> found = culprits(rules);

        assertThat(found.get(AMBIENT_ENTERS_AT_MAIN)).containsExactly("Clocked");
    }

    @Test
    void anExemptionOfAClassThatIsGoneIsAViolation() {
        HouseRules rules = rules().except(NO_CYCLES, PLANTED + ".run.Gone", "it was there once");

        List<String> found = rules.violations(CLASSES_WERE_SEEN);

        assertThat(found).containsExactly("'" + PLANTED + ".run.Gone' is exempt from NO_CYCLES but does not exist");
    }

    @Test
    void seeingTooFewClassesIsAViolation() {
        HouseRules rules = rules().atLeast(1000);

        List<String> found = rules.violations(CLASSES_WERE_SEEN);

        assertThat(found)
                .singleElement()
                .asString()
                .matches("saw \\d+ classes under '" + PLANTED + "', expected at least 1000");
    }

    @Test
    void aViolationFailsItsTestWithTheRuleAsASentence() {
        DynamicTest test = rules().tests()
                .filter(each -> each.getDisplayName().equals(NO_JAVA_UTIL_LOGGING.sentence()))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> test.getExecutable().execute())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("NO_JAVA_UTIL_LOGGING: nothing uses java.util.logging\n  ")
                .hasMessageContaining("OldLogger");
    }

    private static HouseRules rules() {
        return new HouseRules(PLANTED, new ClassFileImporter().importPackages(PLANTED))
                .atLeast(20)
                .core("core")
                .layer("core")
                .layer("net", "core")
                .layer("run", "net", "")
                .onlyIn("com.tngtech.archunit..", "net")
                .adapters("net");
    }

    private static Map<HouseRule, List<String>> culprits(HouseRules rules) {
        Map<HouseRule, List<String>> found = new EnumMap<>(HouseRule.class);
        Arrays.stream(HouseRule.values())
                .forEach(rule -> found.put(
                        rule,
                        List.copyOf(new TreeSet<>(rules.violations(rule).stream()
                                .map(HouseRulesTest::firstClass)
                                .toList()))));
        return found;
    }

    private static String firstClass(String violation) {
        var matcher = FIRST_CLASS.matcher(violation);
        return matcher.find() ? matcher.group(1) : violation;
    }
}

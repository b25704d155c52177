package dev.slipway.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The house's architecture rules for one module, each a test of its own. What differs between modules is said here, the
 * rest holds everywhere:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @TestFactory
 *     Stream<DynamicTest> houseRules() {
 *         return HouseRules.under("dev.slipway.smoke")
 *                 .atLeast(60)
 *                 .core("suite")                                        // pure; values of the JDK only
 *                 .core("judge", ".suite", "com.fasterxml.jackson..")   // pure; may also use these
 *                 .layer("run", "suite", "judge")                       // packages of ours it may use
 *                 .onlyIn("org.apache.hc..", "net")                     // a library and its wrappers; "" is the root package
 *                 .adapters("net")                                      // constructed by Wiring only
 *                 .commandLine("cli")                                   // may write to the standard streams
 *                 .except(HouseRule.AMBIENT_ENTERS_AT_MAIN, "dev.slipway.smoke.run.Ids", "the one place that draws run ids")
 *                 .tests();
 *     }
 * }
 * }</pre>
 *
 * <p>Packages are named relative to the root; a name of {@link #core} that starts with a dot is relative too, any other
 * is an ArchUnit package identifier. {@code Main} and {@code Wiring} of the root package are the entry points; a process
 * with others names them by {@link #except}. Not thread-safe; used once.
 */
public final class HouseRules {
    final String root;
    final Map<String, List<String>> core = new LinkedHashMap<>();
    final Map<String, Set<String>> layers = new LinkedHashMap<>();
    final Map<String, List<String>> libraries = new LinkedHashMap<>();
    final Set<String> adapters = new LinkedHashSet<>();
    final Set<String> commandLine = new LinkedHashSet<>();
    private final Map<HouseRule, Map<String, String>> exemptions = new EnumMap<>(HouseRule.class);
    private final JavaClasses classes;
    private int minClasses = 1;

    HouseRules(String root, JavaClasses classes) {
        this.root = root;
        this.classes = classes;
        commandLine.add("cli");
    }

    /** Rules for the production classes under {@code root}, such as {@code dev.slipway.smoke}. */
    public static HouseRules under(String root) {
        return new HouseRules(
                root,
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(root));
    }

    /** Guards against an import that sees nothing: fails below {@code count} classes, nested ones included. */
    public HouseRules atLeast(int count) {
        minClasses = count;
        return this;
    }

    /**
     * Declares a pure package.
     *
     * @param name relative to the root, with its sub-packages
     * @param mayUse what it may use beyond itself and the JDK's value packages: {@code .suite} or {@code io.burt..}
     */
    public HouseRules core(String name, String... mayUse) {
        core.put(name, List.of(mayUse));
        return this;
    }

    /**
     * Declares a row of the package table.
     *
     * @param name relative to the root, with its sub-packages
     * @param mayUse packages of this module it may use, relative to the root; empty for none but itself
     */
    public HouseRules layer(String name, String... mayUse) {
        layers.put(name, new LinkedHashSet<>(Arrays.asList(mayUse)));
        return this;
    }

    /**
     * Confines a library.
     *
     * @param library an ArchUnit package identifier such as {@code org.apache.hc..}
     * @param packages who may use it, relative to the root; the empty name is the root package itself; none for nobody
     */
    public HouseRules onlyIn(String library, String... packages) {
        libraries.put(library, List.of(packages));
        return this;
    }

    /** Declares a package of adapters: its top-level classes, records apart, are constructed by Main, Wiring and itself only. */
    public HouseRules adapters(String name) {
        adapters.add(name);
        return this;
    }

    /** Lets one more package than {@code cli} use the standard streams. */
    public HouseRules commandLine(String name) {
        commandLine.add(name);
        return this;
    }

    /**
     * Exempts one top-level class, with its nested ones, from one rule.
     *
     * @param className fully qualified; never a pattern
     * @param reason why the rule does not serve here; not blank
     */
    public HouseRules except(HouseRule rule, String className, String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("an exemption of '" + className + "' needs a reason");
        }
        exemptions.computeIfAbsent(rule, r -> new TreeMap<>()).put(className, reason);
        return this;
    }

    /** One test per rule, for a {@code @TestFactory}. */
    public Stream<DynamicTest> tests() {
        return Arrays.stream(HouseRule.values())
                .map(rule -> DynamicTest.dynamicTest(rule.sentence(), () -> {
                    List<String> violations = violations(rule);
                    if (!violations.isEmpty()) {
                        throw new AssertionError(
                                rule + ": " + rule.sentence() + "\n  " + String.join("\n  ", violations));
                    }
                }));
    }

    List<String> violations(HouseRule rule) {
        if (rule == HouseRule.CLASSES_WERE_SEEN) {
            return unseen();
        }
        List<String> found = new ArrayList<>();
        for (ArchRule checked : new RuleBook(this).rules(rule)) {
            found.addAll(checked.allowEmptyShould(true)
                    .evaluate(classes)
                    .getFailureReport()
                    .getDetails());
        }
        return found;
    }

    private List<String> unseen() {
        List<String> found = new ArrayList<>();
        if (classes.size() < minClasses) {
            found.add("saw " + classes.size() + " classes under '" + root + "', expected at least " + minClasses);
        }
        exemptions.forEach((rule, names) -> names.keySet().stream()
                .filter(name -> !classes.contain(name))
                .forEach(name -> found.add("'" + name + "' is exempt from " + rule + " but does not exist")));
        return found;
    }

    boolean isExempt(HouseRule rule, JavaClass type) {
        return exemptions.getOrDefault(rule, Map.of()).containsKey(topLevel(type));
    }

    boolean isEntryPoint(JavaClass type) {
        String name = topLevel(type);
        return name.equals(root + ".Main") || name.equals(root + ".Wiring");
    }

    /** Whether {@code type} lives in the package {@code name} of this module or below it; the empty name is the root alone. */
    boolean isIn(String name, JavaClass type) {
        String actual = type.getBaseComponentType().getPackageName();
        return name.isEmpty()
                ? actual.equals(root)
                : actual.equals(root + "." + name) || actual.startsWith(root + "." + name + ".");
    }

    boolean isOurs(JavaClass type) {
        String actual = type.getBaseComponentType().getPackageName();
        return actual.equals(root) || actual.startsWith(root + ".");
    }

    boolean isCore(JavaClass type) {
        return core.keySet().stream().anyMatch(name -> isIn(name, type));
    }

    static String topLevel(JavaClass type) {
        String name = type.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}

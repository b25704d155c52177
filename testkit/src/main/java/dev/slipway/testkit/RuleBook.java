package dev.slipway.testkit;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules themselves, as ArchUnit checks them, for what one module declared. */
final class RuleBook {
    /** Exact packages: {@code java.util..} would let {@code java.util.concurrent} in. */
    private static final Set<String> VALUE_PACKAGES = Set.of(
            "java.lang",
            "java.lang.runtime",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.util.regex",
            "java.time",
            "java.time.format",
            "java.time.temporal",
            "java.math",
            "java.nio.charset",
            "org.jspecify.annotations");

    private static final Set<String> MACHINE = Set.of(
            "java.lang.System",
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder");
    private static final Set<String> EMPTY_SUFFIXES =
            Set.of("Service", "Manager", "Helper", "Util", "Utils", "Impl", "Data", "Info");
    private static final Set<String> GENERIC_EXCEPTIONS =
            Set.of("java.lang.Throwable", "java.lang.Error", "java.lang.Exception", "java.lang.RuntimeException");
    private static final Set<String> SALTED = Set.of("java.util.Set.copyOf", "java.util.Map.copyOf");

    private final HouseRules house;

    RuleBook(HouseRules house) {
        this.house = house;
    }

    List<ArchRule> rules(HouseRule rule) {
        return switch (rule) {
            case CORE_DEPENDS_ON_VALUES_ONLY ->
                house.core.entrySet().stream().map(this::valuesOnly).toList();
            case CORE_TOUCHES_NO_MACHINE -> List.of(each(rule, house::isCore, this::touchesMachine));
            case CORE_IS_IMMUTABLE -> List.of(each(rule, house::isCore, RuleBook::mutability));
            case CORE_ORDER_IS_REPLAYABLE ->
                List.of(noAccess(rule, house::isCore, access -> SALTED.contains(target(access))));
            case LIBRARY_STAYS_IN_ITS_PACKAGE ->
                house.libraries.entrySet().stream().map(this::confined).toList();
            case PACKAGES_USE_WHAT_THE_TABLE_ALLOWS ->
                house.layers.entrySet().stream().map(this::layered).toList();
            case NO_CYCLES ->
                List.of(SlicesRuleDefinition.slices()
                        .matching(house.root + ".(*)..")
                        .should()
                        .beFreeOfCycles());
            case NOTHING_USES_THE_ROOT ->
                List.of(noDependency(
                        rule,
                        type -> !house.isIn("", type),
                        dependency -> house.isIn("", dependency.getTargetClass())));
            case AMBIENT_ENTERS_AT_MAIN ->
                List.of(noAccess(rule, type -> !house.isEntryPoint(type), RuleBook::isAmbient));
            case RECORDS_COPY_COLLECTIONS -> List.of(each(rule, JavaClass::isRecord, RuleBook::uncopied));
            case ADAPTERS_ARE_WIRED -> house.adapters.stream().map(this::wired).toList();
            case NAMES_SAY_SOMETHING -> List.of(each(rule, type -> true, RuleBook::emptyName));
            case EXCEPTIONS_HAVE_FACTORIES ->
                List.of(each(rule, type -> type.isAssignableTo(Throwable.class), RuleBook::openConstructors));
            case EVERY_PACKAGE_IS_NULL_MARKED -> List.of(each(rule, type -> true, RuleBook::unmarked));
            case STREAMS_BELONG_TO_THE_COMMAND_LINE ->
                List.of(noAccess(
                        rule,
                        type -> house.commandLine.stream().noneMatch(name -> house.isIn(name, type)),
                        RuleBook::isStream));
            case NO_GENERIC_EXCEPTIONS -> List.of(noAccess(rule, type -> true, RuleBook::makesGenericException));
            case NO_JAVA_UTIL_LOGGING ->
                List.of(noDependency(
                        rule,
                        type -> true,
                        dependency ->
                                dependency.getTargetClass().getPackageName().equals("java.util.logging")));
            case CLASSES_WERE_SEEN -> List.of();
        };
    }

    private ArchRule valuesOnly(Map.Entry<String, List<String>> row) {
        List<PackageMatcher> allowed = row.getValue().stream()
                .map(name -> PackageMatcher.of(name.startsWith(".") ? house.root + name + ".." : name))
                .toList();
        return noDependency(
                HouseRule.CORE_DEPENDS_ON_VALUES_ONLY, type -> house.isIn(row.getKey(), type), dependency -> {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    return !target.isPrimitive()
                            && !house.isIn(row.getKey(), target)
                            && !VALUE_PACKAGES.contains(target.getPackageName())
                            && allowed.stream().noneMatch(matcher -> matcher.matches(target.getPackageName()));
                });
    }

    private Stream<String> touchesMachine(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency ->
                        MACHINE.contains(dependency.getTargetClass().getName()))
                .map(Dependency::getDescription);
    }

    private static Stream<String> mutability(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .map(field -> "field <" + field.getFullName() + "> is not final");
        boolean isValue = type.isRecord() || type.isEnum() || type.isInterface() || type.isAnonymousClass();
        return isValue ? fields : Stream.concat(fields, openConstructors(type));
    }

    private static Stream<String> openConstructors(JavaClass type) {
        return type.getConstructors().stream()
                .filter(made -> !made.getModifiers().contains(JavaModifier.PRIVATE))
                .filter(made -> !made.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(made -> "constructor <" + made.getFullName() + "> is not private");
    }

    private ArchRule confined(Map.Entry<String, List<String>> library) {
        PackageMatcher matcher = PackageMatcher.of(library.getKey());
        return noDependency(
                HouseRule.LIBRARY_STAYS_IN_ITS_PACKAGE,
                type -> library.getValue().stream().noneMatch(name -> house.isIn(name, type)),
                dependency -> matcher.matches(
                        dependency.getTargetClass().getBaseComponentType().getPackageName()));
    }

    private ArchRule layered(Map.Entry<String, Set<String>> row) {
        return noDependency(
                HouseRule.PACKAGES_USE_WHAT_THE_TABLE_ALLOWS, type -> house.isIn(row.getKey(), type), dependency -> {
                    JavaClass target = dependency.getTargetClass();
                    return house.isOurs(target)
                            && !house.isIn(row.getKey(), target)
                            && row.getValue().stream().noneMatch(name -> house.isIn(name, target));
                });
    }

    private ArchRule wired(String name) {
        return noAccess(
                HouseRule.ADAPTERS_ARE_WIRED,
                type -> !house.isEntryPoint(type) && !house.isIn(name, type),
                access -> access instanceof JavaConstructorCall
                        && house.isIn(name, access.getTargetOwner())
                        && access.getTargetOwner().isTopLevelClass()
                        && !access.getTargetOwner().isRecord());
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" ->
                Set.of("currentTimeMillis", "nanoTime", "getenv").contains(name);
            case "java.lang.Thread" -> name.equals("sleep");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.Random", "java.security.SecureRandom" -> name.equals("<init>");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            default -> owner.startsWith("java.time.") && name.equals("now");
        };
    }

    private static boolean isStream(JavaAccess<?> access) {
        return access.getTargetOwner().getName().equals("java.lang.System")
                && Set.of("out", "err", "in").contains(access.getTarget().getName());
    }

    /** A subclass's own constructor calls its parent's: that is not making one. */
    private static boolean makesGenericException(JavaAccess<?> access) {
        return access instanceof JavaConstructorCall
                && GENERIC_EXCEPTIONS.contains(access.getTargetOwner().getName())
                && !(access.getOrigin().getName().equals("<init>")
                        && access.getOriginOwner().isAssignableTo(Throwable.class));
    }

    private static String target(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static Stream<String> uncopied(JavaClass type) {
        boolean holdsCollection = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .anyMatch(field -> field.getRawType().isAssignableTo(Collection.class)
                        || field.getRawType().isAssignableTo(Map.class));
        boolean copies = type.getConstructors().stream()
                .flatMap(made -> made.getMethodCallsFromSelf().stream())
                .map(call -> call.getTarget().getName())
                .anyMatch(name -> name.equals("copyOf") || name.startsWith("unmodifiable"));
        return holdsCollection && !copies
                ? Stream.of("record <" + type.getName() + "> keeps a collection it did not copy")
                : Stream.empty();
    }

    private static Stream<String> emptyName(JavaClass type) {
        return EMPTY_SUFFIXES.stream()
                .filter(suffix -> type.getSimpleName().endsWith(suffix))
                .map(suffix -> "class <" + type.getName() + "> ends in '" + suffix + "'");
    }

    private static Stream<String> unmarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class)
                ? Stream.empty()
                : Stream.of("package of <" + type.getName() + "> is not @NullMarked");
    }

    private ArchRule noDependency(HouseRule rule, Predicate<JavaClass> of, Predicate<Dependency> forbidden) {
        return each(
                rule,
                of,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(forbidden)
                        .map(Dependency::getDescription));
    }

    private ArchRule noAccess(HouseRule rule, Predicate<JavaClass> of, Predicate<JavaAccess<?>> forbidden) {
        return ArchRuleDefinition.classes()
                .that(subject(rule, of))
                .should(never(accessTargetWhere(DescribedPredicate.describe(rule.sentence(), forbidden))));
    }

    private ArchRule each(HouseRule rule, Predicate<JavaClass> of, Function<JavaClass, Stream<String>> violations) {
        return ArchRuleDefinition.classes()
                .that(subject(rule, of))
                .should(new ArchCondition<JavaClass>(rule.sentence()) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        Consumer<String> report = text -> events.add(SimpleConditionEvent.violated(type, text));
                        violations.apply(type).forEach(report);
                    }
                });
    }

    private DescribedPredicate<JavaClass> subject(HouseRule rule, Predicate<JavaClass> of) {
        return DescribedPredicate.describe("in question", type -> of.test(type) && !house.isExempt(rule, type));
    }
}

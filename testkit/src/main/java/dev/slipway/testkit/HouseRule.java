package dev.slipway.testkit;

/** The rules of {@link HouseRules}, by name: what an exemption names and what a failing test is called. */
public enum HouseRule {
    CORE_DEPENDS_ON_VALUES_ONLY("the core depends only on itself, what its row allows, and value packages of the JDK"),
    CORE_TOUCHES_NO_MACHINE("the core touches no System, Thread or Process"),
    CORE_IS_IMMUTABLE(
            "core types are records, enums, interfaces, or have private constructors only; their fields are final"),
    CORE_ORDER_IS_REPLAYABLE("the core uses no Set.copyOf and Map.copyOf: their order is salted per JVM"),
    LIBRARY_STAYS_IN_ITS_PACKAGE("a library is used only by the packages that wrap it"),
    PACKAGES_USE_WHAT_THE_TABLE_ALLOWS("packages use only the packages their row of the table allows"),
    NO_CYCLES("packages are free of cycles"),
    NOTHING_USES_THE_ROOT("nothing uses the root package"),
    AMBIENT_ENTERS_AT_MAIN("clock, environment, randomness and sleep enter at Main and Wiring only"),
    RECORDS_COPY_COLLECTIONS("a record that holds a collection copies it when it is built"),
    ADAPTERS_ARE_WIRED("adapters are constructed only by Main, Wiring and their own package"),
    NAMES_SAY_SOMETHING("no class is named ...Service, Manager, Helper, Util, Utils, Impl, Data or Info"),
    EXCEPTIONS_HAVE_FACTORIES("our exceptions have private constructors and a named factory per case"),
    EVERY_PACKAGE_IS_NULL_MARKED("every package is @NullMarked"),
    STREAMS_BELONG_TO_THE_COMMAND_LINE("standard streams are used by .cli only"),
    NO_GENERIC_EXCEPTIONS("no Throwable, Error, Exception or RuntimeException is made"),
    NO_JAVA_UTIL_LOGGING("nothing uses java.util.logging"),
    CLASSES_WERE_SEEN(
            "the rules saw at least as many classes as promised, and every exemption names a class that exists");

    private final String sentence;

    HouseRule(String sentence) {
        this.sentence = sentence;
    }

    /** The rule as a sentence. */
    public String sentence() {
        return sentence;
    }
}

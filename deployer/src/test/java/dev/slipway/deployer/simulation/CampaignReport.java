package dev.slipway.deployer.simulation;

import dev.slipway.deployer.simulation.Simulation.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of many seeds. Those who run them tell it. */
final class CampaignReport {
    private static final int SHOWN = 20;

    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private final SortedMap<Decided, Long> pairs = new TreeMap<>();
    private final SortedMap<Happening, Long> happenings = new TreeMap<>();
    private final SortedMap<VariantValue, Long> variants = new TreeMap<>();
    private final List<Outcome> failed = new ArrayList<>();
    private long ran;
    private long turns;

    synchronized void add(Outcome outcome) {
        ran++;
        turns += outcome.turns();
        outcome.struck().forEach((fault, times) -> struck.merge(fault, (long) times, Long::sum));
        outcome.pairs().forEach((pair, times) -> pairs.merge(pair, (long) times, Long::sum));
        outcome.happenings().forEach((one, times) -> happenings.merge(one, (long) times, Long::sum));
        VariantValue.of(outcome.scenario().variant()).forEach(value -> variants.merge(value, 1L, Long::sum));
        if (outcome.failure().isPresent()) {
            failed.add(outcome);
        }
    }

    /** How many seeds. */
    synchronized long ran() {
        return ran;
    }

    /** Of those that broke a promise the lowest seed. */
    synchronized Optional<Outcome> firstFailure() {
        return failed.stream().min(Comparator.comparingLong(Outcome::seed));
    }

    /** How many seeds broke a promise. */
    synchronized int failures() {
        return failed.size();
    }

    /** Faults that never happened. */
    synchronized List<Fault> faultsUnseen() {
        return List.of(Fault.values()).stream()
                .filter(fault -> !struck.containsKey(fault))
                .toList();
    }

    /** What people do, and kinds of services, that never came about. */
    synchronized List<Happening> happeningsUnseen() {
        return Happening.all().stream()
                .filter(one -> !happenings.containsKey(one))
                .toList();
    }

    /** Answers to open questions about AWS that were never drawn. */
    synchronized List<VariantValue> variantsUnseen() {
        return VariantValue.all().stream()
                .filter(value -> !variants.containsKey(value))
                .toList();
    }

    /** Decisions that were never taken, of those that so many seeds surely come to. */
    synchronized List<Decided> decisionsUnseen() {
        return LegalDecisions.all().stream()
                .filter(decided -> !pairs.containsKey(decided))
                .filter(decided -> !LegalDecisions.elsewhere().containsKey(decided))
                .filter(decided -> LegalDecisions.seedsFor(decided) <= ran)
                .toList();
    }

    /** Decisions that were taken and are in no list. */
    synchronized List<Decided> decisionsUnknown() {
        return pairs.keySet().stream()
                .filter(decided -> !LegalDecisions.all().contains(decided))
                .toList();
    }

    /** In a few lines. */
    synchronized String text() {
        String failures = failed.stream()
                .sorted(Comparator.comparingLong(Outcome::seed))
                .limit(SHOWN)
                .map(outcome -> "\nseed " + outcome.seed() + ": "
                        + outcome.failure().orElseThrow().getMessage())
                .collect(Collectors.joining());
        return "%d seeds, %d turns, %d failed%nfaults: %s%n%d of %d decisions, %d of %d answers of AWS%s"
                .formatted(
                        ran,
                        turns,
                        failed.size(),
                        struck,
                        pairs.size(),
                        LegalDecisions.all().size(),
                        variants.size(),
                        VariantValue.all().size(),
                        failures);
    }

    /** As tables, for people, in {@code file}. */
    synchronized void write(Path file) {
        var page = new StringBuilder("%,d seeds, %,d turns.%n".formatted(ran, turns));
        page.append("\n| fault | times |\n| --- | --- |\n");
        for (Fault fault : Fault.values()) {
            page.append("| `%s` | %,d |%n".formatted(fault, struck.getOrDefault(fault, 0L)));
        }
        page.append("\n| state | goes to | effect | times |\n| --- | --- | --- | --- |\n");
        for (Decided decided : LegalDecisions.all()) {
            String times = pairs.containsKey(decided)
                    ? "%,d".formatted(pairs.get(decided))
                    : LegalDecisions.elsewhere().getOrDefault(decided, "0");
            page.append("| %s | %s |%n".formatted(decided, times));
        }
        page.append("\n| what comes about | times |\n| --- | --- |\n");
        for (Happening one : Happening.all()) {
            page.append("| %s | %,d |%n".formatted(one, happenings.getOrDefault(one, 0L)));
        }
        page.append("\n| open question about AWS | answer | seeds |\n| --- | --- | --- |\n");
        for (VariantValue value : VariantValue.all()) {
            page.append("| %s | %,d |%n".formatted(value, variants.getOrDefault(value, 0L)));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that tells one seed line by line, leaving out faults it does not need. */
    static String replay(long seed, SortedSet<Integer> without) {
        String numbers = without.stream().map(Object::toString).collect(Collectors.joining(","));
        return "./mvnw -q -pl deployer -am test -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dsimulation.seed=" + seed + (numbers.isEmpty() ? "" : " -Dsimulation.without=" + numbers);
    }
}

package dev.slipway.deployer.release;

import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.problem.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command parameter may hold. */
public sealed interface Command {
    /** The last part of the name of the parameter that every service obeys. */
    String FOR_ALL = "all";

    List<String> WORDS = List.of("none", "promote", "rollback", "hold", "resume", "retry");

    /** Commands of one group overtake each other. */
    default String group() {
        return switch (this) {
            case Hold hold -> "hold";
            case Resume resume -> "hold";
            case Promote promote -> "act";
            case RollBack rollBack -> "act";
            case Retry retry -> "act";
            case None none -> "none";
            case Unknown unknown -> "unknown";
        };
    }

    /** Nothing is asked. */
    record None() implements Command {}

    /** Continue the release that awaits promotion. */
    record Promote(Optional<String> release) implements Command {}

    /**
     * Go back: end the release in flight, or leave the live one.
     *
     * @param target release id, tag or digest; empty means the fallback
     * @param full   run all of the target's tests, not only the critical ones
     */
    record RollBack(Optional<String> target, boolean full) implements Command {}

    /** Start nothing new. */
    record Hold(String reason) implements Command {}

    /** Try once more what was tried last and did not go live. */
    record Retry() implements Command {}

    /** Start new releases again. */
    record Resume() implements Command {}

    /** Not a command; {@code why} says what is wrong and what is near. */
    record Unknown(String why) implements Command {}

    /** Reads one. Never fails: what can't be read is {@link Unknown}. */
    static Command parse(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        String first = words.removeFirst();
        return switch (first) {
            case "none" -> words.isEmpty() ? new None() : tooMany("none", words);
            case "promote" ->
                words.size() <= 1 ? new Promote(words.stream().findFirst()) : tooMany("promote [release]", words);
            case "rollback" -> rollBack(words);
            case "hold" -> new Hold(String.join(" ", words));
            case "retry" -> words.isEmpty() ? new Retry() : tooMany("retry", words);
            case "resume" -> words.isEmpty() ? new Resume() : tooMany("resume", words);
            default -> new Unknown("unknown command '" + first + "'" + NearestName.hint(first, WORDS));
        };
    }

    private static Command rollBack(List<String> words) {
        boolean full = words.remove("full");
        return words.size() <= 1
                ? new RollBack(words.stream().findFirst(), full)
                : tooMany("rollback [release|tag|digest] [full]", words);
    }

    private static Command tooMany(String form, List<String> words) {
        return new Unknown("'" + String.join(" ", words) + "' is too much; write '" + form + "'");
    }

    /** One version of the parameter and what it says. */
    record Written(ParameterView version, Command command) {
        /** Whether it was written for every service at once. */
        boolean isForAll() {
            return version.name().endsWith("/" + FOR_ALL);
        }

        String by() {
            return version.by().orElse("unknown");
        }

        CommandAnswer answered(boolean accepted, String answer, String release) {
            return new CommandAnswer(
                    version.name(),
                    version.version(),
                    version.value(),
                    by(),
                    version.lastModified(),
                    accepted,
                    answer,
                    release);
        }
    }
}

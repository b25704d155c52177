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

    /** What an administrator's parameter may hold. */
    List<String> ADMIN_WORDS = List.of("none", "deploy", "rollback", "clear", "detach");

    /** Commands of one group overtake each other. */
    default String group() {
        return switch (this) {
            case Hold hold -> "hold";
            case Resume resume -> "hold";
            case Promote promote -> "act";
            case RollBack rollBack -> "act";
            case Retry retry -> "act";
            case Deploy deploy -> "act";
            // Each of these is meant by itself, so that none overtakes another.
            case Clear clear -> "";
            case Detach detach -> "";
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
     * @param emergency ask no gate
     * @param over   the release in flight over whose deployment it starts; empty if over none
     */
    record RollBack(Optional<String> target, boolean full, boolean emergency, Optional<String> over)
            implements Command {
        /** By way of the gates. */
        RollBack(Optional<String> target, boolean full) {
            this(target, full, false, Optional.empty());
        }
    }

    /**
     * Release an image, whatever is held, quarantined or newer.
     *
     * @param image its tag or digest
     */
    record Deploy(String image) implements Command {}

    /**
     * Let events deploy a digest again that proved bad.
     *
     * @param digest or the beginning of it
     */
    record Clear(String digest) implements Command {}

    /** Take our hooks off the service. */
    record Detach() implements Command {}

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
            case "rollback" ->
                words.contains("emergency") ? belongsTo("admin", "'rollback … emergency'") : rollBack(words);
            case "hold" -> new Hold(String.join(" ", words));
            case "retry" -> words.isEmpty() ? new Retry() : tooMany("retry", words);
            case "resume" -> words.isEmpty() ? new Resume() : tooMany("resume", words);
            case "deploy", "clear", "detach" -> belongsTo("admin", "'" + first + "'");
            default -> new Unknown("unknown command '" + first + "'" + NearestName.hint(first, WORDS));
        };
    }

    /** Reads one of an administrator. Never fails. */
    static Command parseAdmin(String text) {
        List<String> words = new ArrayList<>(List.of(text.strip().split("\\s+")));
        String first = words.removeFirst();
        return switch (first) {
            case "none" -> words.isEmpty() ? new None() : tooMany("none", words);
            case "deploy" -> words.size() == 1 ? new Deploy(words.getFirst()) : wrong("deploy <tag|digest>", words);
            case "clear" -> words.size() == 1 ? new Clear(words.getFirst()) : wrong("clear <digest>", words);
            case "detach" -> words.isEmpty() ? new Detach() : tooMany("detach", words);
            case "rollback" ->
                words.remove("emergency") ? emergency(words) : belongsTo("command", "a rollback without 'emergency'");
            case "promote", "hold", "resume", "retry" -> belongsTo("command", "'" + first + "'");
            default -> new Unknown("unknown command '" + first + "'" + NearestName.hint(first, ADMIN_WORDS));
        };
    }

    private static Command emergency(List<String> words) {
        String form = "rollback [release|tag|digest] emergency [force <release in flight>]";
        int force = words.indexOf("force");
        if (force < 0) {
            return words.size() <= 1
                    ? new RollBack(words.stream().findFirst(), false, true, Optional.empty())
                    : tooMany(form, words);
        }
        List<String> over = words.subList(force + 1, words.size());
        return over.size() == 1 && force <= 1
                ? new RollBack(words.subList(0, force).stream().findFirst(), false, true, Optional.of(over.getFirst()))
                : wrong(form, words);
    }

    private static Command belongsTo(String channel, String what) {
        return new Unknown(what + " does not belong here; it is written to the service's parameter under '" + channel
                + "/', as './slipway' does");
    }

    private static Command wrong(String form, List<String> words) {
        return words.isEmpty()
                ? new Unknown("something is missing; write '" + form + "'")
                : new Unknown("'" + String.join(" ", words) + "' is not what is expected; write '" + form + "'");
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
        /** What a version says, read as what its parameter takes. */
        static Written of(ParameterView version) {
            boolean isAdmins = version.name().contains("/admin/");
            return new Written(version, isAdmins ? parseAdmin(version.value()) : parse(version.value()));
        }

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

package dev.slipway.deployer.cli;

import dev.slipway.deployer.http.RecordJson;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.Records.Skipped;
import dev.slipway.deployer.reconcile.Records.SmokeReport;
import dev.slipway.deployer.reconcile.Records.Told;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.EndClass;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.AwaitingPromotion;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ReleaseState.Preparing;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Records as text for people. */
final class Wording {
    private static final String NOTHING = "-";

    private Wording() {}

    static String overview(List<ServiceState> states) {
        if (states.isEmpty()) {
            return "Slipway has not looked at any service yet.\n";
        }
        var table = new Table("SERVICE", "LIVE", "SINCE", "IN FLIGHT", "STATE", "NOTE");
        for (ServiceState state : states) {
            table.row(
                    state.service().value(),
                    state.live().map(live -> live.image().toString()).orElse(NOTHING),
                    state.live().map(live -> time(live.liveAt())).orElse(NOTHING),
                    state.release().map(release -> release.image().toString()).orElse(NOTHING),
                    state.release()
                            .map(release -> release.state().kind().text())
                            .orElse(NOTHING),
                    note(state));
        }
        return table.text();
    }

    /** What keeps the service from going on, for whoever has to do something about it. */
    private static String note(ServiceState state) {
        var notes = new ArrayList<String>();
        state.hold().ifPresent(hold -> notes.add("held: " + hold.reason()));
        state.release().ifPresent(release -> {
            switch (release.state()) {
                case AwaitingPromotion awaiting -> notes.add("'promote' is awaited until " + time(awaiting.until()));
                case Preparing preparing -> preparing.waitingFor().ifPresent(why -> notes.add("waits: " + why));
                default -> {
                    // ECS is at work, or we are.
                }
            }
        });
        if (!state.queue().isEmpty()) {
            notes.add(state.queue().size() + " waiting");
        }
        return String.join("; ", notes);
    }

    private static String live(ServiceState state, Good live) {
        String fallback = live.fallback()
                .map(to -> "fallback  "
                        + state.good(to)
                                .map(good -> good.image() + ", release ")
                                .orElse("release ") + to + "\n")
                .orElse("");
        return "live      " + live.image() + ", release " + live.id() + ", since " + time(live.liveAt()) + "\n"
                + fallback;
    }

    static String service(ServiceState state) {
        var text = new StringBuilder();
        text.append("service   ").append(state.service()).append('\n');
        text.append(state.live().map(live -> live(state, live)).orElse("live      nothing that Slipway knows of\n"));
        state.release().ifPresent(release -> text.append(inFlight(state, release)));
        state.queue()
                .forEach(release -> text.append("waiting   ")
                        .append(release.image())
                        .append(", release ")
                        .append(release.id())
                        .append('\n'));
        state.hold()
                .ifPresent(hold -> text.append("held      ")
                        .append(hold.reason())
                        .append(", since ")
                        .append(time(hold.since()))
                        .append('\n'));
        state.heldPush()
                .ifPresent(push -> text.append("held push ")
                        .append(push.tag())
                        .append(" (")
                        .append(push.digest().abbreviated())
                        .append(")\n"));
        state.quarantine()
                .forEach(digest -> text.append("bad       ").append(digest).append('\n'));
        if (state.quarantine().size() >= ServiceState.QUARANTINE) {
            text.append("          and those from before; 'explain' and 'clear' know them all\n");
        }
        if (!state.lastAnswers().isEmpty()) {
            text.append("\nlast commands\n").append(answers(state.lastAnswers()));
        }
        return text.toString();
    }

    private static String inFlight(ServiceState state, Release release) {
        var text = new StringBuilder("in flight ")
                .append(release.image())
                .append(", release ")
                .append(release.id())
                .append(": ")
                .append(release.state().kind().text())
                .append(" since ")
                .append(time(release.state().since()))
                .append('\n');
        if (release.trigger() instanceof Trigger.Foreign met) {
            text.append("          ")
                    .append(met.late()
                            .map(late -> "late deployment of release " + late + ", which had ended; it is stopped")
                            .orElse("someone else's deployment"))
                    .append(": ")
                    .append(met.deploymentArn())
                    .append('\n');
        }
        if (release.state() instanceof Preparing preparing) {
            preparing
                    .waitingFor()
                    .ifPresent(
                            why -> text.append("          waits: ").append(why).append('\n'));
        }
        if (release.state() instanceof AwaitingPromotion awaiting) {
            text.append("          waits until ")
                    .append(time(awaiting.until()))
                    .append(" for: ./slipway promote ")
                    .append(state.service())
                    .append(' ')
                    .append(release.id())
                    .append('\n');
        }
        return text.toString();
    }

    private static String answers(List<CommandAnswer> answers) {
        var table = new Table("AT", "COMMAND", "BY", "ANSWER");
        for (CommandAnswer answer : answers) {
            table.row(
                    time(answer.writtenAt()),
                    answer.command(),
                    answer.by(),
                    (answer.accepted() ? "" : "refused: ") + answer.answer());
        }
        return table.text();
    }

    static String history(List<Release> releases) {
        var table = new Table("RELEASE", "IMAGE", "TRIGGER", "STATE", "BECAUSE", "MADE", "TOOK");
        for (Release release : releases) {
            table.row(
                    release.id().value(),
                    release.image().toString(),
                    RecordJson.trigger(release.trigger()),
                    release.state().kind().text(),
                    because(release),
                    time(release.createdAt()),
                    release.isOver() ? took(release) : NOTHING);
        }
        return table.text();
    }

    static String told(Told told) {
        Release release = told.release();
        var text = new StringBuilder();
        text.append("release   ")
                .append(release.id())
                .append(" of service ")
                .append(told.service())
                .append('\n');
        text.append("image     ").append(release.image()).append('\n');
        release.image()
                .digest()
                .ifPresent(digest -> text.append("digest    ").append(digest).append('\n'));
        text.append("trigger   ").append(RecordJson.trigger(release.trigger())).append('\n');
        text.append("state     ").append(release.state().kind().text());
        if (release.state() instanceof Ended ended) {
            ended.because()
                    .ifPresent(
                            because -> text.append(" (").append(because.slug()).append(')'));
            text.append(": ").append(ended.reason());
        } else {
            text.append(" since ").append(time(release.state().since()));
        }
        text.append("\n\ntimeline\n");
        var timeline = new Table("AT", "STATE", "WHAT");
        release.timeline()
                .forEach(entry -> timeline.row(time(entry.at()), entry.state().text(), entry.what()));
        text.append(timeline.text());
        if (!told.reports().isEmpty()) {
            text.append("\nsmoke runs\n").append(reports(told.reports()));
        }
        if (!told.stopped().isEmpty()) {
            text.append("\ntasks that had stopped when it went back\n").append(stopped(told.stopped()));
        }
        told.changes()
                .ifPresent(diff -> text.append("\nchanges of the task definition\n")
                        .append(
                                diff.changes().isEmpty()
                                        ? "  none"
                                        : diff.text().indent(2).stripTrailing())
                        .append('\n'));
        return text.toString();
    }

    private static String stopped(List<TaskView> tasks) {
        var table = new Table("  TASK", "REVISION", "WHY");
        for (TaskView task : tasks) {
            String exits = task.containers().stream()
                    .flatMap(container -> container.exitCode().map(code -> container.name() + " exit " + code).stream())
                    .collect(Collectors.joining(", "));
            String why = task.stoppedReason().or(task::stopCode).orElse("not told");
            table.row(
                    "  " + lastPart(task.arn()),
                    lastPart(task.taskDefinitionArn()),
                    exits.isEmpty() ? why : why + " (" + exits + ")");
        }
        return table.text();
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String reports(List<SmokeReport> reports) {
        var table = new Table("AT", "GATE", "RUN", "VERDICT", "SUMMARY");
        reports.forEach(report -> table.row(
                time(report.at()),
                report.visit(),
                Integer.toString(report.attempt()),
                report.verdict(),
                report.summary().replaceAll("\\s+", " ")));
        return table.text();
    }

    static String skipped(Skipped skipped) {
        return "skipped as " + skipped.last().reason().slug() + " at " + time(skipped.lastSeen())
                + (skipped.last().detail().isEmpty()
                        ? ""
                        : ": " + skipped.last().detail());
    }

    private static String because(Release release) {
        return release.state() instanceof Ended ended
                ? ended.because().map(EndClass::slug).orElse(NOTHING)
                : NOTHING;
    }

    private static String took(Release release) {
        Duration took = Duration.between(release.createdAt(), release.state().since());
        return took.toMinutes() == 0
                ? took.toSeconds() + "s"
                : took.toMinutes() + "m" + "%02d".formatted(took.toSecondsPart()) + "s";
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

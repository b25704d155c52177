package dev.slipway.deployer.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.TaskView;
import dev.slipway.deployer.reconcile.Records.Skipped;
import dev.slipway.deployer.reconcile.Records.SmokeReport;
import dev.slipway.deployer.reconcile.Records.Told;
import dev.slipway.deployer.release.CommandAnswer;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState;
import dev.slipway.deployer.release.ServiceState;
import dev.slipway.deployer.release.Trigger;
import java.util.List;
import java.util.Locale;

/**
 * Records as JSON for programs: the same over HTTP and from commands. Not the journal's own form, so that one can change
 * without the other. Instants are ISO 8601, UTC; what is not there is left out.
 */
public final class RecordJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordJson() {}

    public static ObjectNode service(ServiceState state) {
        ObjectNode json = JSON.objectNode().put("service", state.service().value());
        state.live().ifPresent(live -> json.set("live", good(live)));
        state.release().ifPresent(release -> json.set("release", release(release)));
        ArrayNode queue = json.putArray("queue");
        state.queue().forEach(release -> queue.add(release(release)));
        state.hold()
                .ifPresent(hold -> json.putObject("hold")
                        .put("reason", hold.reason())
                        .put("by", hold.by())
                        .put("since", hold.since().toString()));
        state.heldPush()
                .ifPresent(push -> json.putObject("heldPush")
                        .put("repository", push.repository())
                        .put("tag", push.tag())
                        .put("digest", push.digest().value())
                        .put("at", push.at().toString()));
        ArrayNode quarantine = json.putArray("quarantine");
        state.quarantine().forEach(digest -> quarantine.add(digest.value()));
        ArrayNode answers = json.putArray("answers");
        state.lastAnswers().forEach(answer -> answers.add(answer(answer)));
        return json.put("stateVersion", state.version());
    }

    public static ObjectNode answer(CommandAnswer answer) {
        return JSON.objectNode()
                .put("parameter", answer.parameter())
                .put("version", answer.version())
                .put("command", answer.command())
                .put("by", answer.by())
                .put("writtenAt", answer.writtenAt().toString())
                .put("accepted", answer.accepted())
                .put("answer", answer.answer())
                .put("release", answer.release());
    }

    /** Without its timeline. */
    public static ObjectNode release(Release release) {
        ReleaseState state = release.state();
        ObjectNode json = JSON.objectNode().put("release", release.id().value());
        json.set("image", image(release.image()));
        json.put("trigger", trigger(release.trigger()))
                .put("createdAt", release.createdAt().toString())
                .put("state", state.kind().text())
                .put("since", state.since().toString())
                .put("over", release.isOver());
        if (release.trigger() instanceof Trigger.Foreign met) {
            json.put("met", met.deploymentArn());
            met.late().ifPresent(late -> json.put("lateFor", late.value()));
        }
        if (state instanceof ReleaseState.Ended ended) {
            ended.because().ifPresent(because -> json.put("because", because.slug()));
            json.put("production", ended.production().name().toLowerCase(Locale.ROOT))
                    .put("reason", ended.reason());
        }
        if (state instanceof ReleaseState.Deployed deployed) {
            json.put("deployment", deployed.pin().deploymentArn());
        }
        if (state instanceof ReleaseState.AwaitingPromotion awaiting) {
            json.put("until", awaiting.until().toString());
        }
        if (state instanceof ReleaseState.Preparing preparing) {
            preparing.waitingFor().ifPresent(why -> json.put("waitsFor", why));
        }
        return json;
    }

    /** With all that belongs to it. */
    public static ObjectNode told(Told told) {
        ObjectNode json = release(told.release()).put("service", told.service().value());
        ArrayNode timeline = json.putArray("timeline");
        told.release()
                .timeline()
                .forEach(entry -> timeline.addObject()
                        .put("at", entry.at().toString())
                        .put("state", entry.state().text())
                        .put("what", entry.what()));
        ArrayNode reports = json.putArray("smokeRuns");
        told.reports().forEach(report -> reports.add(report(report)));
        if (!told.stopped().isEmpty()) {
            ArrayNode stopped = json.putArray("stoppedTasks");
            told.stopped().forEach(task -> stopped.add(task(task)));
        }
        told.changes().ifPresent(diff -> {
            ArrayNode changes = json.putArray("taskDefinitionChanges");
            diff.changes().forEach(change -> {
                ObjectNode one = changes.addObject().put("path", change.path());
                change.before().ifPresent(before -> one.put("before", before));
                change.after().ifPresent(after -> one.put("after", after));
            });
        });
        return json;
    }

    private static ObjectNode task(TaskView task) {
        ObjectNode json = JSON.objectNode().put("task", task.arn()).put("taskDefinition", task.taskDefinitionArn());
        task.stopCode().ifPresent(code -> json.put("stopCode", code));
        task.stoppedReason().ifPresent(reason -> json.put("reason", reason));
        ArrayNode containers = json.putArray("containers");
        task.containers().forEach(container -> {
            ObjectNode one = containers.addObject().put("name", container.name());
            container.exitCode().ifPresent(code -> one.put("exitCode", code));
            container.reason().ifPresent(reason -> one.put("reason", reason));
        });
        return json;
    }

    public static ArrayNode history(List<Release> releases) {
        ArrayNode all = JSON.arrayNode();
        releases.forEach(release -> all.add(release(release)));
        return all;
    }

    public static ObjectNode skipped(Skipped skipped) {
        return JSON.objectNode()
                .put("tag", skipped.last().push().tag())
                .put("digest", skipped.last().push().digest().value())
                .put("reason", skipped.last().reason().slug())
                .put("detail", skipped.last().detail())
                .put("firstSeen", skipped.firstSeen().toString())
                .put("lastSeen", skipped.lastSeen().toString())
                .put("count", skipped.count());
    }

    /** In one word or two, for people too. */
    public static String trigger(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Push ignored -> "push";
            case Trigger.ManualRollback back -> back.emergency().isPresent() ? "emergency rollback" : "manual rollback";
            case Trigger.ManualDeploy ignored -> "manual deploy";
            case Trigger.TemplateChange ignored -> "template change";
            case Trigger.Retry ignored -> "retry";
            case Trigger.Foreign met -> met.late().isPresent() ? "late deployment" : "foreign";
            case Trigger.Adopted ignored -> "adopted";
        };
    }

    private static ObjectNode good(Good good) {
        ObjectNode json = JSON.objectNode().put("release", good.id().value());
        json.set("image", image(good.image()));
        json.put("since", good.liveAt().toString()).put("taskDefinition", good.taskDefinitionArn());
        good.fallback().ifPresent(fallback -> json.put("fallback", fallback.value()));
        return json;
    }

    private static ObjectNode image(Image image) {
        ObjectNode json = JSON.objectNode().put("repository", image.repository());
        image.tag().ifPresent(tag -> json.put("tag", tag));
        image.digest().ifPresent(digest -> json.put("digest", digest.value()));
        return json;
    }

    private static ObjectNode report(SmokeReport report) {
        ObjectNode json = JSON.objectNode()
                .put("gate", report.visit())
                .put("attempt", report.attempt())
                .put("verdict", report.verdict())
                .put("summary", report.summary())
                .put("at", report.at().toString());
        json.set("report", report.report());
        return json;
    }
}

package dev.slipway.sandbox.model.ssm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.EventSink;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.ParameterValues;
import dev.slipway.sandbox.model.Part;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParameter;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParameterResult;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParameters;
import dev.slipway.sandbox.model.ssm.Ssm.DeleteParametersResult;
import dev.slipway.sandbox.model.ssm.Ssm.LabelParameterVersion;
import dev.slipway.sandbox.model.ssm.Ssm.LabelParameterVersionResult;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterHistory;
import dev.slipway.sandbox.model.ssm.Ssm.PutParameter;
import dev.slipway.sandbox.model.ssm.Ssm.PutParameterResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameter Store. Every change is an event {@code Parameter Store Change}, which tells neither value nor author. */
public final class ParameterStore implements Part, ParameterValues {
    private static final int LABELS_PER_VERSION = 10;

    private final TreeMap<String, StoredParameter> parameters = new TreeMap<>();
    private final Identity identity;
    private final EventSink events;
    private final ParameterReads reads;

    public ParameterStore(Identity identity, EventSink events) {
        this.identity = identity;
        this.events = events;
        this.reads = new ParameterReads(parameters, identity);
    }

    @Override
    public void register(Handlers handlers) {
        handlers.on(PutParameter.class, this::put);
        handlers.on(DeleteParameter.class, this::delete);
        handlers.on(DeleteParameters.class, this::deleteAll);
        handlers.on(LabelParameterVersion.class, this::label);
        reads.register(handlers);
        new ParameterTags(parameters).register(handlers);
    }

    @Override
    public Optional<String> valueOf(String nameOrArn) {
        return reads.valueOf(nameOrArn);
    }

    @Override
    public void advanceTo(Instant now) {}

    @Override
    public Optional<Instant> nextDue() {
        return Optional.empty();
    }

    private PutParameterResult put(PutParameter put, Instant now) {
        ParameterRules.checkName(put.name(), ParameterReads.arn(identity, put.name()));
        StoredParameter present = parameters.get(put.name());
        return present == null ? create(put, now) : update(present, put, now);
    }

    private PutParameterResult create(PutParameter put, Instant now) {
        String type = ParameterRules.typeOfNew(put);
        ParameterHistory first = version(put, type, null, 1, now);
        var created = new StoredParameter(first);
        put.tags().forEach(tag -> created.tags().put(tag.key(), tag.value()));
        parameters.put(put.name(), created);
        tell("Create", first, now);
        return new PutParameterResult(1, first.tier());
    }

    private PutParameterResult update(StoredParameter present, PutParameter put, Instant now) {
        if (!put.overwrite()) {
            throw AwsRefusal.client(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request"
                            + " to true.");
        }
        if (!put.tags().isEmpty()) {
            throw ParameterRules.invalid("Invalid request: tags and overwrite can't be used together. To create a"
                    + " parameter with tags, please remove overwrite flag. To update tags for an existing parameter,"
                    + " please use AddTagsToResource or RemoveTagsFromResource.");
        }
        ParameterHistory latest = present.latest();
        ParameterRules.checkTypeStays(put, latest.type());
        ParameterHistory next = version(put, latest.type(), latest, latest.version() + 1, now);
        present.add(next);
        tell("Update", next, now);
        return new PutParameterResult(next.version(), next.tier());
    }

    private static ParameterHistory version(
            PutParameter put, String type, @Nullable ParameterHistory before, long number, Instant now) {
        String tier = ParameterRules.tier(put, before);
        String pattern =
                put.allowedPattern() != null ? put.allowedPattern() : before == null ? null : before.allowedPattern();
        ParameterRules.checkValue(put.value(), tier);
        ParameterRules.checkPattern(put.value(), pattern);
        return new ParameterHistory(
                put.name(),
                type,
                type.equals("SecureString") ? (put.keyId() == null ? "alias/aws/ssm" : put.keyId()) : null,
                now,
                put.caller(),
                put.description() != null ? put.description() : before == null ? null : before.description(),
                put.value(),
                pattern,
                number,
                List.of(),
                tier,
                put.dataType() == null ? "text" : put.dataType());
    }

    private DeleteParameterResult delete(DeleteParameter delete, Instant now) {
        if (!remove(delete.name(), now)) {
            throw notFound();
        }
        return new DeleteParameterResult();
    }

    private DeleteParametersResult deleteAll(DeleteParameters delete, Instant now) {
        var deleted = new ArrayList<String>();
        var invalid = new ArrayList<String>();
        for (String name : delete.names()) {
            (remove(name, now) ? deleted : invalid).add(name);
        }
        return new DeleteParametersResult(deleted, invalid);
    }

    private boolean remove(String name, Instant now) {
        StoredParameter removed = parameters.remove(name);
        if (removed != null) {
            tell("Delete", removed.latest(), now);
        }
        return removed != null;
    }

    private LabelParameterVersionResult label(LabelParameterVersion label, Instant now) {
        StoredParameter parameter = parameters.get(label.name());
        if (parameter == null) {
            throw notFound();
        }
        long number = label.parameterVersion() == null ? parameter.latest().version() : label.parameterVersion();
        if (parameter.selected(Long.toString(number)).isEmpty()) {
            throw AwsRefusal.client(
                    "ParameterVersionNotFound",
                    "Systems Manager could not find version " + number + " of " + label.name()
                            + ". Verify the version and try again.");
        }
        var valid = label.labels().stream().filter(ParameterStore::isLabel).toList();
        var invalid = label.labels().stream().filter(text -> !isLabel(text)).toList();
        if (parameter.labelsWith(number, valid) > LABELS_PER_VERSION) {
            throw AwsRefusal.client(
                    "ParameterVersionLabelLimitExceeded",
                    "A parameter version can have maximum 10 labels. Move one or more labels to another version and"
                            + " try again.");
        }
        parameter.label(number, valid);
        tell("LabelParameterVersion", parameter.latest(), now);
        return new LabelParameterVersionResult(invalid, number);
    }

    private static boolean isLabel(String text) {
        return text.matches("[a-zA-Z_.-][a-zA-Z0-9_.-]{0,99}") && !text.matches("(?i)(aws|ssm).*");
    }

    private void tell(String operation, ParameterHistory version, Instant now) {
        var detail = JsonNodeFactory.instance.objectNode();
        detail.put("operation", operation).put("name", version.name()).put("type", version.type());
        if (version.description() != null) {
            detail.put("description", version.description());
        }
        events.put(
                "aws.ssm",
                "Parameter Store Change",
                List.of(ParameterReads.arn(identity, version.name())),
                detail,
                now);
    }

    static AwsRefusal notFound() {
        return AwsRefusal.client("ParameterNotFound", "");
    }
}

package dev.slipway.sandbox.model.ssm;

import dev.slipway.sandbox.model.AwsRefusal;
import dev.slipway.sandbox.model.Handlers;
import dev.slipway.sandbox.model.Identity;
import dev.slipway.sandbox.model.Pages;
import dev.slipway.sandbox.model.ssm.Ssm.DescribeParameters;
import dev.slipway.sandbox.model.ssm.Ssm.DescribeParametersResult;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameter;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameterHistory;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameterHistoryResult;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameterResult;
import dev.slipway.sandbox.model.ssm.Ssm.GetParameters;
import dev.slipway.sandbox.model.ssm.Ssm.GetParametersByPath;
import dev.slipway.sandbox.model.ssm.Ssm.GetParametersByPathResult;
import dev.slipway.sandbox.model.ssm.Ssm.GetParametersResult;
import dev.slipway.sandbox.model.ssm.Ssm.Parameter;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterHistory;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterMetadata;
import dev.slipway.sandbox.model.ssm.Ssm.ParameterStringFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that read parameters. */
final class ParameterReads {
    private final Map<String, StoredParameter> parameters;
    private final Identity identity;

    ParameterReads(Map<String, StoredParameter> parameters, Identity identity) {
        this.parameters = parameters;
        this.identity = identity;
    }

    void register(Handlers handlers) {
        handlers.on(GetParameter.class, (get, now) -> get(get));
        handlers.on(GetParameters.class, (get, now) -> getAll(get));
        handlers.on(GetParametersByPath.class, (get, now) -> byPath(get));
        handlers.on(GetParameterHistory.class, (get, now) -> history(get));
        handlers.on(DescribeParameters.class, this::describe);
    }

    /** A parameter's ARN: one slash between {@code parameter} and the name, also when the name begins with one. */
    static String arn(Identity identity, String name) {
        return identity.arn("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
    }

    Optional<String> valueOf(String nameOrArn) {
        try {
            return Optional.of(selected(nameOrArn).value());
        } catch (AwsRefusal unknown) {
            return Optional.empty();
        }
    }

    private GetParameterResult get(GetParameter get) {
        return new GetParameterResult(selected(get.name()));
    }

    private Parameter selected(String text) {
        String name = nameOf(text);
        int colon = name.indexOf(':');
        StoredParameter parameter = find(colon < 0 ? name : name.substring(0, colon));
        if (parameter == null) {
            throw ParameterStore.notFound();
        }
        if (colon < 0) {
            return shown(parameter.latest(), null);
        }
        return parameter
                .selected(name.substring(colon + 1))
                .map(version -> shown(version, name.substring(colon)))
                .orElseThrow(() -> AwsRefusal.client(
                        "ParameterVersionNotFound",
                        "Systems Manager could not find version " + name.substring(colon + 1) + " of "
                                + name.substring(0, colon) + ". Verify the version and try again."));
    }

    private @Nullable StoredParameter find(String name) {
        StoredParameter exact = parameters.get(name);
        // An ARN does not tell whether the name has a leading slash.
        return exact == null && name.startsWith("/") && name.indexOf('/', 1) < 0
                ? parameters.get(name.substring(1))
                : exact;
    }

    private String nameOf(String nameOrArn) {
        String prefix = identity.arn("ssm", "parameter");
        return nameOrArn.startsWith(prefix) ? nameOrArn.substring(prefix.length()) : nameOrArn;
    }

    private GetParametersResult getAll(GetParameters get) {
        if (get.names().size() > 10) {
            throw ParameterRules.invalid("1 validation error detected: Value at 'names' failed to satisfy constraint:"
                    + " Member must have length less than or equal to 10");
        }
        var found = new ArrayList<Parameter>();
        var invalid = new ArrayList<String>();
        for (String name : get.names()) {
            try {
                found.add(selected(name));
            } catch (AwsRefusal unknown) {
                invalid.add(name);
            }
        }
        return new GetParametersResult(found, invalid);
    }

    private GetParametersByPathResult byPath(GetParametersByPath get) {
        if (!get.path().startsWith("/")) {
            throw ParameterRules.invalid("The parameter doesn't meet the parameter name requirements. The parameter"
                    + " name must begin with a forward slash \"/\".");
        }
        var below = parameters.values().stream()
                .filter(parameter -> isBelow(parameter.latest().name(), get.path(), get.recursive()))
                .map(parameter -> shown(parameter.latest(), null))
                .toList();
        var page = Pages.of(below, get.nextToken(), limit(get.maxResults(), 10), ParameterReads::invalidToken);
        return new GetParametersByPathResult(page.items(), page.next());
    }

    private static boolean isBelow(String name, String path, boolean recursive) {
        String prefix = path.endsWith("/") ? path : path + "/";
        return name.startsWith(prefix) && (recursive || name.indexOf('/', prefix.length()) < 0);
    }

    private GetParameterHistoryResult history(GetParameterHistory get) {
        StoredParameter parameter = find(nameOf(get.name()));
        if (parameter == null) {
            throw ParameterStore.notFound();
        }
        var page = Pages.of(
                parameter.versions(), get.nextToken(), limit(get.maxResults(), 50), ParameterReads::invalidToken);
        return new GetParameterHistoryResult(page.items(), page.next());
    }

    private DescribeParametersResult describe(DescribeParameters describe, Instant now) {
        var matching = parameters.values().stream()
                .map(StoredParameter::latest)
                .filter(version -> describe.parameterFilters().stream().allMatch(filter -> passes(version, filter)))
                .map(this::metadata)
                .toList();
        var page = Pages.of(
                matching, describe.nextToken(), limit(describe.maxResults(), 50), ParameterReads::invalidToken);
        return new DescribeParametersResult(page.items(), page.next());
    }

    private static boolean passes(ParameterHistory version, ParameterStringFilter filter) {
        String option = filter.option() == null ? "" : filter.option();
        return switch (filter.key()) {
            case "Name" ->
                filter.values().stream().anyMatch(value -> switch (option) {
                    case "", "Equals" -> version.name().equals(value);
                    case "BeginsWith" -> version.name().startsWith(value);
                    case "Contains" -> version.name().contains(value);
                    default ->
                        throw AwsRefusal.client(
                                "InvalidFilterOption",
                                "The filter option '" + option
                                        + "' is not valid for Name; valid are Equals, BeginsWith and Contains.");
                });
            case "Path" ->
                filter.values().stream().anyMatch(path -> isBelow(version.name(), path, option.equals("Recursive")));
            case "Type" -> filter.values().contains(version.type());
            case "Tier" -> filter.values().contains(version.tier());
            default ->
                throw AwsRefusal.client(
                        "InvalidFilterKey",
                        "The sandbox knows the filter keys Name, Path, Type and Tier, not '" + filter.key() + "'.");
        };
    }

    private Parameter shown(ParameterHistory version, @Nullable String selector) {
        return new Parameter(
                version.name(),
                version.type(),
                version.value(),
                version.version(),
                selector,
                version.lastModifiedDate(),
                arn(identity, version.name()),
                version.dataType());
    }

    private ParameterMetadata metadata(ParameterHistory version) {
        return new ParameterMetadata(
                version.name(),
                arn(identity, version.name()),
                version.type(),
                version.keyId(),
                version.lastModifiedDate(),
                version.lastModifiedUser(),
                version.description(),
                version.allowedPattern(),
                version.version(),
                version.tier(),
                version.dataType());
    }

    private static int limit(@Nullable Integer asked, int most) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw ParameterRules.invalid("1 validation error detected: Value '" + asked
                    + "' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and " + most);
        }
        return asked == null ? most : asked;
    }

    private static AwsRefusal invalidToken() {
        return AwsRefusal.client("InvalidNextToken", "The specified token isn't valid.");
    }
}

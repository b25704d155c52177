package dev.slipway.sandbox.model.ssm;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.sandbox.model.Call;
import dev.slipway.sandbox.model.SignedCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of Parameter Store, each named as its AWS action, and their answers; members as AWS names them. */
public interface Ssm {

    record PutParameter(
            String name,
            @Nullable String description,
            String value,
            @Nullable String type,
            @Nullable String keyId,
            boolean overwrite,
            @Nullable String allowedPattern,
            List<Tag> tags,
            @Nullable String tier,
            @Nullable String dataType,
            String caller)
            implements SignedCall<PutParameterResult> {
        public PutParameter {
            tags = List.copyOf(tags);
        }
    }

    record PutParameterResult(long version, String tier) {}

    record GetParameter(String name, boolean withDecryption) implements Call<GetParameterResult> {}

    record GetParameterResult(Parameter parameter) {}

    record GetParameters(List<String> names, boolean withDecryption) implements Call<GetParametersResult> {
        public GetParameters {
            names = List.copyOf(names);
        }
    }

    record GetParametersResult(List<Parameter> parameters, List<String> invalidParameters) {
        public GetParametersResult {
            parameters = List.copyOf(parameters);
            invalidParameters = List.copyOf(invalidParameters);
        }
    }

    record GetParametersByPath(
            String path,
            boolean recursive,
            boolean withDecryption,
            @Nullable Integer maxResults,
            @Nullable String nextToken)
            implements Call<GetParametersByPathResult> {}

    record GetParametersByPathResult(
            List<Parameter> parameters, @Nullable String nextToken) {
        public GetParametersByPathResult {
            parameters = List.copyOf(parameters);
        }
    }

    record GetParameterHistory(
            String name,
            boolean withDecryption,
            @Nullable Integer maxResults,
            @Nullable String nextToken) implements Call<GetParameterHistoryResult> {}

    record GetParameterHistoryResult(
            List<ParameterHistory> parameters, @Nullable String nextToken) {
        public GetParameterHistoryResult {
            parameters = List.copyOf(parameters);
        }
    }

    record DeleteParameter(String name) implements Call<DeleteParameterResult> {}

    record DeleteParameterResult() {}

    record DeleteParameters(List<String> names) implements Call<DeleteParametersResult> {
        public DeleteParameters {
            names = List.copyOf(names);
        }
    }

    record DeleteParametersResult(List<String> deletedParameters, List<String> invalidParameters) {
        public DeleteParametersResult {
            deletedParameters = List.copyOf(deletedParameters);
            invalidParameters = List.copyOf(invalidParameters);
        }
    }

    record DescribeParameters(
            List<ParameterStringFilter> parameterFilters,
            @Nullable Integer maxResults,
            @Nullable String nextToken) implements Call<DescribeParametersResult> {
        public DescribeParameters {
            parameterFilters = List.copyOf(parameterFilters);
        }
    }

    record ParameterStringFilter(String key, @Nullable String option, List<String> values) {
        public ParameterStringFilter {
            values = List.copyOf(values);
        }
    }

    record DescribeParametersResult(
            List<ParameterMetadata> parameters, @Nullable String nextToken) {
        public DescribeParametersResult {
            parameters = List.copyOf(parameters);
        }
    }

    record LabelParameterVersion(String name, @Nullable Long parameterVersion, List<String> labels)
            implements Call<LabelParameterVersionResult> {
        public LabelParameterVersion {
            labels = List.copyOf(labels);
        }
    }

    record LabelParameterVersionResult(List<String> invalidLabels, long parameterVersion) {
        public LabelParameterVersionResult {
            invalidLabels = List.copyOf(invalidLabels);
        }
    }

    record AddTagsToResource(String resourceType, String resourceId, List<Tag> tags)
            implements Call<AddTagsToResourceResult> {
        public AddTagsToResource {
            tags = List.copyOf(tags);
        }
    }

    record AddTagsToResourceResult() {}

    record RemoveTagsFromResource(String resourceType, String resourceId, List<String> tagKeys)
            implements Call<RemoveTagsFromResourceResult> {
        public RemoveTagsFromResource {
            tagKeys = List.copyOf(tagKeys);
        }
    }

    record RemoveTagsFromResourceResult() {}

    record ListTagsForResource(String resourceType, String resourceId) implements Call<ListTagsForResourceResult> {}

    record ListTagsForResourceResult(List<Tag> tagList) {
        public ListTagsForResourceResult {
            tagList = List.copyOf(tagList);
        }
    }

    record Tag(String key, String value) {}

    /** A version of a parameter as {@code GetParameter} tells it; nothing says who wrote it. */
    record Parameter(
            String name,
            String type,
            String value,
            long version,
            @Nullable String selector,
            Instant lastModifiedDate,
            @JsonProperty("ARN") String arn,
            String dataType) {}

    /** A version of a parameter with who wrote it. */
    record ParameterHistory(
            String name,
            String type,
            @Nullable String keyId,
            Instant lastModifiedDate,
            String lastModifiedUser,
            @Nullable String description,
            String value,
            @Nullable String allowedPattern,
            long version,
            List<String> labels,
            String tier,
            String dataType) {
        public ParameterHistory {
            labels = List.copyOf(labels);
        }
    }

    /** A parameter without its value. */
    record ParameterMetadata(
            String name,
            @JsonProperty("ARN") String arn,
            String type,
            @Nullable String keyId,
            Instant lastModifiedDate,
            String lastModifiedUser,
            @Nullable String description,
            @Nullable String allowedPattern,
            long version,
            String tier,
            String dataType) {}
}

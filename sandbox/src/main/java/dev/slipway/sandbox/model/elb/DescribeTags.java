package dev.slipway.sandbox.model.elb;

import dev.slipway.sandbox.model.Call;
import java.util.List;

/** Reads tags of up to twenty resources. */
public record DescribeTags(List<String> resourceArns) implements Call<DescribeTags.Result> {
    public DescribeTags {
        resourceArns = resourceArns == null ? List.of() : List.copyOf(resourceArns);
    }
    /** What AWS answers. */
    public record Result(List<TagDescription> tagDescriptions) {
        public Result {
            tagDescriptions = tagDescriptions == null ? List.of() : List.copyOf(tagDescriptions);
        }
    }
}

package dev.slipway.deployer.config;

import dev.slipway.deployer.model.ServiceSpec.ImageSpec;
import dev.slipway.deployer.model.TagPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code image}: which images are released, and into which containers. */
final class ImageReader {
    // ECR's API reference, CreateRepository, repositoryName.
    private static final Pattern REPOSITORY =
            Pattern.compile("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*");

    private ImageReader() {}

    static ImageSpec read(Optional<Fields> written) {
        if (written.isEmpty()) {
            return new ImageSpec("", List.of(), List.of(), List.of());
        }
        Fields fields = written.get();
        var image = new ImageSpec(
                fields.required("repository").flatMap(ImageReader::repository).orElse(""),
                fields.required("tags").map(ImageReader::policies).orElse(List.of()),
                fields.required("containers").map(ImageReader::notEmpty).orElse(List.of()),
                fields.optional("unpinned").map(Value::texts).orElse(List.of()));
        fields.close();
        image.unpinned().stream()
                .filter(image.containers()::contains)
                .forEach(name -> fields.fault(
                        "unpinned", "container '" + name + "' can't be in image.containers and in image.unpinned"));
        return image;
    }

    private static Optional<String> repository(Value value) {
        return value.text().flatMap(text -> {
            if (text.contains(".dkr.ecr.")) {
                return value.refused(
                        "image.repository is the name alone; leave out the registry's host in '" + text + "'");
            }
            return REPOSITORY.matcher(text).matches()
                    ? Optional.of(text)
                    : value.refused(
                            "image.repository must be the name of an ECR repository, such as 'shop/api', and is '"
                                    + text + "'");
        });
    }

    private static List<TagPolicy> policies(Value value) {
        var policies = new ArrayList<TagPolicy>();
        for (Value element : value.list()) {
            element.text().flatMap(text -> policy(element, text)).ifPresent(policies::add);
        }
        if (value.list().isEmpty()) {
            value.fault("image.tags must name at least one tag, glob, '/regex/' or 'semver:' range");
        }
        return policies;
    }

    private static Optional<TagPolicy> policy(Value element, String text) {
        try {
            return Optional.of(TagPolicy.parse(text));
        } catch (PatternSyntaxException e) {
            return element.refused("'" + text + "' is not a regular expression: " + e.getDescription());
        } catch (IllegalArgumentException e) {
            return element.refused(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> notEmpty(Value value) {
        List<String> texts = value.texts();
        if (texts.isEmpty()) {
            value.fault(value.path() + " must name at least one container");
        }
        return texts;
    }
}

package dev.slipway.deployer.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.testing.Specs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaskDefinitionRendererTest {
    private static final String URI = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/shop/api";
    private static final Digest DIGEST = new Digest("sha256:" + "9c".repeat(32));
    private static final ReleaseId RELEASE = new ReleaseId("01JD0000000000000000000001");
    private static final Image IMAGE = Image.of("shop/api", DIGEST, "v41");

    @Nested
    class FromATemplate {

        @Test
        void pinsTheContainerAndTellsItWhatItIs() {
            String template = """
                    {"family": "shop-api",
                     "containerDefinitions": [
                       {"name": "app", "environment": [{"name": "MODE", "value": "fast"}]},
                       {"name": "proxy", "image": "public.ecr.aws/envoy:v1"}]}""";

            Rendering rendering = render(template);

            assertThat(rendering).isEqualTo(rendered("""
                                    {"family": "shop-api",
                                     "containerDefinitions": [
                                       {"name": "app", "environment": [
                                         {"name": "MODE", "value": "fast"},
                                         {"name": "SLIPWAY_RELEASE", "value": "01JD0000000000000000000001"},
                                         {"name": "SLIPWAY_IMAGE_TAG", "value": "v41"},
                                         {"name": "SLIPWAY_IMAGE_DIGEST", "value": "DIGEST"}],
                                        "image": "URI@DIGEST"},
                                       {"name": "proxy", "image": "public.ecr.aws/envoy:v1"}]}"""));
        }

        @Test
        void putsVariablesIntoStringsOnlyAndLeavesEscapedOnesToTheContainer() {
            String template = """
                    {"family": "${service}-x", "cpu": "256",
                     "containerDefinitions": [
                       {"name": "app"},
                       {"name": "log", "image": "log:${image.tag}", "command": ["$${HOME}", "${image.uri}"]}]}""";

            ObjectNode content = contentOf(render(template));

            assertThat(content.path("family").asText() + " " + content.at("/containerDefinitions/1"))
                    .isEqualTo("shop-api-x {\"name\":\"log\",\"image\":\"log:v41\",\"command\":[\"${HOME}\",\"" + URI
                            + "@" + DIGEST + "\"]}");
        }

        @Test
        void reportsAllFaultsAtOnceWithTheNearestName() {
            String template = """
                    {"familly": "shop-api", "revision": 7,
                     "containerDefinitions": [
                       {"name": "appp", "imag": "x", "image": "y", "command": ["${image.tga}", "${FOO:-bar}"]}]}""";

            Rendering rendering = render(template);

            assertThat(rendering)
                    .isEqualTo(new Rendering.Refused(List.of(
                            "t.json: familly: unknown key 'familly'; did you mean 'family'?",
                            "t.json: revision: is AWS's answer, not a part of what is registered; delete it",
                            "t.json: containerDefinitions[appp].imag: unknown key 'imag'; did you mean 'image'?",
                            "t.json: containerDefinitions[appp].command[0]: '${image.tga}' has no value; did you mean 'image.tag'?;"
                                    + " write '$${image.tga}' if the container is meant to see it",
                            "t.json: containerDefinitions[appp].command[1]: '${FOO:-bar}' has no value; there are 'cluster', 'image.digest',"
                                    + " 'image.repository', 'image.tag', 'image.uri', 'release.id', 'service';"
                                    + " write '$${FOO:-bar}' if the container is meant to see it",
                            "t.json: family: is missing; name the task definition's family",
                            "t.json: containerDefinitions: there is no container 'app' to pin; did you mean 'appp'?")));
        }

        @Test
        void refusesASecondContainerOfTheSameRepository() {
            String template = """
                    {"family": "f", "containerDefinitions": [{"name": "app"}, {"name": "migrate", "image": "%s:v40"}]}""".formatted(URI);

            Rendering rendering = render(template);

            assertThat(rendering)
                    .isEqualTo(new Rendering.Refused(List.of("t.json: containerDefinitions[migrate].image: '" + URI
                            + ":v40' is of the released repository too; add 'migrate' to image.containers,"
                            + " or to image.unpinned if it keeps its own version")));
        }

        @Test
        void keepsASecondContainerOfTheSameRepositoryThatIsListedAsUnpinned() {
            String template = """
                    {"family": "f", "containerDefinitions": [{"name": "app"}, {"name": "migrate", "image": "%s:v40"}]}""".formatted(URI);

            Rendering rendering = TaskDefinitionRenderer.render(
                    new Source.Template("t.json", template, Optional.empty()),
                    Specs.shopApi().unpinned("migrate").build(),
                    RELEASE,
                    IMAGE,
                    URI);

            assertThat(contentOf(rendering).at("/containerDefinitions/1/image").asText())
                    .isEqualTo(URI + ":v40");
        }

        @Test
        void saysWhereItIsNotJson() {
            Rendering rendering = render("{\"family\": \"f\",\n  \"cpu\": }");

            assertThat(((Rendering.Refused) rendering).faults().getFirst())
                    .startsWith("t.json: line 2, column 10: not JSON: Unexpected character ('}'");
        }

        @Test
        void takesTheGivenFamilyIfItNamesNone() {
            var template = new Source.Template(
                    "t.json", "{\"containerDefinitions\": [{\"name\": \"app\"}]}", Optional.of("shop-api"));

            Rendering rendering =
                    TaskDefinitionRenderer.render(template, Specs.shopApi().build(), RELEASE, IMAGE, URI);

            assertThat(contentOf(rendering).path("family").asText()).isEqualTo("shop-api");
        }

        @Test
        void isCheckedBeforeThereIsAnImage() {
            var template = new Source.Template(
                    "t.json",
                    "{\"containerDefinitions\": [{\"name\": \"web\", \"image\": \"nginx\"}]}",
                    Optional.empty());

            List<String> faults =
                    TaskDefinitionRenderer.faultsOf(template, Specs.shopApi().build());

            assertThat(faults)
                    .containsExactly(
                            "t.json: containerDefinitions: there is no container 'app' to pin; there is 'web'");
        }
    }

    @Nested
    class FromARevision {

        @Test
        void keepsWhatItDoesNotKnowAndReplacesWhatTheLastReleaseSet() {
            ObjectNode live = json("""
                    {"family": "shop-api", "somethingNew": {"a": 1},
                     "containerDefinitions": [
                       {"name": "app", "image": "URI@sha256:old", "command": ["${HOME}"],
                        "environment": [{"name": "SLIPWAY_RELEASE", "value": "old"}, {"name": "A", "value": "b"}]}]}""");

            Rendering rendering = TaskDefinitionRenderer.render(
                    new Source.Revision(live), Specs.shopApi().build(), RELEASE, IMAGE, URI);

            assertThat(rendering).isEqualTo(rendered("""
                                    {"family": "shop-api", "somethingNew": {"a": 1},
                                     "containerDefinitions": [
                                       {"name": "app", "image": "URI@DIGEST", "command": ["${HOME}"],
                                        "environment": [{"name": "A", "value": "b"},
                                          {"name": "SLIPWAY_RELEASE", "value": "01JD0000000000000000000001"},
                                          {"name": "SLIPWAY_IMAGE_TAG", "value": "v41"},
                                          {"name": "SLIPWAY_IMAGE_DIGEST", "value": "DIGEST"}]}]}"""));
        }

        @Test
        void keepsTheImageOfARevisionWhoseDigestNobodyKnows() {
            ObjectNode recorded = json(
                    "{\"family\": \"f\", \"containerDefinitions\": [{\"name\": \"app\", \"image\": \"nginx:1\"}]}");
            var floating = new Image("nginx", Optional.empty(), Optional.of("1"));

            Rendering rendering = TaskDefinitionRenderer.render(
                    new Source.Revision(recorded), Specs.shopApi().build(), RELEASE, floating, URI);

            assertThat(contentOf(rendering).at("/containerDefinitions/0/image").asText())
                    .isEqualTo("nginx:1");
        }
    }

    private static Rendering render(String template) {
        return TaskDefinitionRenderer.render(
                new Source.Template("t.json", template, Optional.empty()),
                Specs.shopApi().build(),
                RELEASE,
                IMAGE,
                URI);
    }

    private static ObjectNode contentOf(Rendering rendering) {
        return ((Rendering.Rendered) rendering).content();
    }

    private static Rendering rendered(String text) {
        return new Rendering.Rendered(json(text));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new JsonMapper()
                    .readTree(text.replace("URI", URI)
                            .replace("\"DIGEST\"", "\"" + DIGEST + "\"")
                            .replace("@DIGEST", "@" + DIGEST));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

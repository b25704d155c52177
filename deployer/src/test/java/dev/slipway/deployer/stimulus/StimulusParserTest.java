package dev.slipway.deployer.stimulus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.stimulus.Stimulus.DeploymentChanged;
import dev.slipway.deployer.stimulus.Stimulus.Ignored;
import dev.slipway.deployer.stimulus.Stimulus.ImagePushed;
import dev.slipway.deployer.stimulus.Stimulus.ParameterChanged;
import dev.slipway.deployer.stimulus.Stimulus.Unparsable;
import dev.slipway.deployer.stimulus.Stimulus.WakeUp;
import dev.slipway.deployer.testing.SampleEvents;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples are those of AWS's own documentation and of events seen in the field, with other names. */
class StimulusParserTest {
    private static final String DIGEST = "sha256:" + "9c1d".repeat(16);
    private static final String DEPLOYMENT =
            "arn:aws:ecs:eu-west-1:210987654321:service-deployment/prod/shop-api/Qm1xT0aVbN3kLwZ7uYpR2";
    private static final String PUSH = SampleEvents.named("ecr-push");

    @Nested
    class OfEcr {

        @Test
        void aPushNamesTheImageAndWhenTheTagCameToNameIt() {
            Stimulus stimulus = StimulusParser.parse(PUSH);

            assertThat(stimulus)
                    .isEqualTo(new ImagePushed(
                            "shop/api",
                            new Digest(DIGEST),
                            "main-3f2c1ab",
                            Instant.parse("2026-11-20T07:59:31Z"),
                            "210987654321",
                            "eu-west-1",
                            Optional.of("application/vnd.oci.image.manifest.v1+json"),
                            Optional.of("application/vnd.oci.image.config.v1+json")));
        }

        @Test
        void aReplicationIsAPush() {
            String body = SampleEvents.named("ecr-replication");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new ImagePushed(
                            "shop/api",
                            new Digest(DIGEST),
                            "main-3f2c1ab",
                            Instant.parse("2026-11-20T07:59:31Z"),
                            "210987654321",
                            "eu-central-1",
                            Optional.empty(),
                            Optional.empty()));
        }

        @Test
        void aTaggedIndexIsAPush() {
            String body = PUSH.replace(
                            "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json")
                    .replace("\"application/vnd.oci.image.config.v1+json\"", "\"\"");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus).isInstanceOf(ImagePushed.class);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                        main-3f2c1ab | "" | an untagged push to 'shop/api'
                        main-3f2c1ab | sha256-9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d.sig | a signature or attestation in 'shop/api'
                        main-3f2c1ab | sha256-9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d9c1d | a signature or attestation in 'shop/api'
                        SUCCESS | FAILED | a push to 'shop/api' with result 'FAILED'
                        PUSH | DELETE | 'ECR Image Action' with action 'DELETE'
                        PUSH | UPDATE_STORAGE_CLASS | 'ECR Image Action' with action 'UPDATE_STORAGE_CLASS'
                        ECR Image Action | ECR Referrer Action | 'ECR Referrer Action' with action 'PUSH'
                        application/vnd.oci.image.config.v1+json | text/sbom+json | an artifact in 'shop/api' that is no image: 'text/sbom+json'
                        aws.ecr | aws.inspector2 | 'ECR Image Action' of 'aws.inspector2'
                        """)
        void whatIsNoPushOfAnImageIsIgnored(String was, String is, String why) {
            String body = PUSH.replace(was, is);

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus).isEqualTo(new Ignored(why));
        }

        @Test
        void aPushWithoutATagFieldIsUntagged() {
            String body = PUSH.replace("\"image-tag\": \"main-3f2c1ab\",", "");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus).isEqualTo(new Ignored("an untagged push to 'shop/api'"));
        }
    }

    @Nested
    class OfEcs {

        @Test
        void aHookNamesItsServiceAndItsDeployment() {
            String body = SampleEvents.named("ecs-hook");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.of(DEPLOYMENT), "HOOK_AWAITING_ACTION"));
        }

        @Test
        void aHookWithoutResourcesIsUnderstoodAllTheSame() {
            String body = SampleEvents.named("ecs-hook-without-resources");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.of(DEPLOYMENT), "HOOK_TIMED_OUT"));
        }

        @Test
        void aDeploymentNamesItsService() {
            String body = SampleEvents.named("ecs-deployment");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.empty(), "SERVICE_DEPLOYMENT_COMPLETED"));
        }

        @Test
        void aServiceArnOfTheOldFormGetsItsClusterFromTheDetail() {
            String body = SampleEvents.named("ecs-service-action");

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.empty(), "SERVICE_TASK_PLACEMENT_FAILURE"));
        }

        @Test
        void aStoppedTaskOfAServiceNamesTheService() {
            Stimulus stimulus = StimulusParser.parse(task("service:shop-api", "STOPPED"));

            assertThat(stimulus)
                    .isEqualTo(
                            new DeploymentChanged(Optional.of("prod"), "shop-api", Optional.empty(), "TASK_STOPPED"));
        }

        @ParameterizedTest
        @CsvSource({
            "family:shop-api,RUNNING,a task of no service: 'family:shop-api'",
            "service:shop-api,PROVISIONING,a task on its way: 'PROVISIONING'"
        })
        void otherTasksAreIgnored(String group, String status, String why) {
            Stimulus stimulus = StimulusParser.parse(task(group, status));

            assertThat(stimulus).isEqualTo(new Ignored(why));
        }

        @Test
        void anEventConcernsTheServiceOfItsClusterOnly() {
            var spec = Specs.shopApi().build();

            boolean[] concerned = {
                new DeploymentChanged(Optional.of("main"), "shop-api", Optional.empty(), "X").concerns(spec),
                new DeploymentChanged(Optional.empty(), "shop-api", Optional.empty(), "X").concerns(spec),
                new DeploymentChanged(Optional.of("other"), "shop-api", Optional.empty(), "X").concerns(spec),
                new DeploymentChanged(Optional.of("main"), "shop-web", Optional.empty(), "X").concerns(spec)
            };

            assertThat(concerned).containsExactly(true, true, false, false);
        }

        private static String task(String group, String status) {
            return SampleEvents.named("ecs-stopped-task")
                    .replace("service:shop-api", group)
                    .replace("\"lastStatus\": \"STOPPED\"", "\"lastStatus\": \"" + status + "\"");
        }
    }

    @Nested
    class OfSsm {

        @Test
        void aChangeNamesTheParameter() {
            Stimulus stimulus = StimulusParser.parse(change("Update"));

            assertThat(stimulus).isEqualTo(new ParameterChanged("/slipway/command/shop-api"));
        }

        @Test
        void aDeletionIsIgnored() {
            Stimulus stimulus = StimulusParser.parse(change("Delete"));

            assertThat(stimulus).isEqualTo(new Ignored("'Delete' of the parameter '/slipway/command/shop-api'"));
        }

        private static String change(String operation) {
            return SampleEvents.named("ssm-parameter").replace("Update", operation);
        }
    }

    @Nested
    class OfOurOwn {

        @Test
        void aWakeUpComesBackAsItWasSent() {
            var wakeUp = new WakeUp(new ServiceName("shop-api"), "a\"token");

            Stimulus stimulus = StimulusParser.parse(wakeUp.body());

            assertThat(stimulus).isEqualTo(wakeUp);
        }

        @Test
        void aMessageOfALaterVersionIsIgnored() {
            Stimulus stimulus = StimulusParser.parse("{\"slipway\":\"tomorrow\"}");

            assertThat(stimulus)
                    .isEqualTo(new Ignored(
                            "a message of Slipway's own of the kind 'tomorrow', which this version does not know"));
        }
    }

    @Nested
    class OfNothing {

        @ParameterizedTest
        @ValueSource(
                strings = {"{}", "[]", "7", "\"text\"", "null", "", "{\"source\":\"aws.ecs\",\"detail-type\":\"x\"}"})
        void whatHasNoEnvelopeIsUnparsable(String body) {
            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new Unparsable(
                            "it is neither an EventBridge event (with 'source', 'detail-type', 'time' and"
                                    + " 'detail') nor a message of Slipway's own"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"deploy v41 now", "{\"source\": ", "{} {}"})
        void whatIsNotJsonIsUnparsable(String body) {
            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(((Unparsable) stimulus).why()).startsWith("it is not JSON: ");
        }

        @Test
        void aWakeUpForNoServiceIsUnparsable() {
            Stimulus stimulus = StimulusParser.parse("{\"slipway\":\"wake\",\"service\":\"all\"}");

            assertThat(stimulus).isInstanceOf(Unparsable.class);
        }
    }
}

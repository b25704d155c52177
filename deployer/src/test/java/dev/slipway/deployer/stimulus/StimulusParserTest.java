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
    private static final String PUSH = """
            { "version": "0", "id": "5b1f0c9e-0000-4000-8000-000000000001", "detail-type": "ECR Image Action", "source": "aws.ecr",
              "account": "210987654321", "time": "2026-11-20T07:59:31Z", "region": "eu-west-1", "resources": [],
              "detail": {
                "action-type": "PUSH", "result": "SUCCESS",
                "repository-name": "shop/api",
                "image-tag": "main-3f2c1ab",
                "image-digest": "DIGEST",
                "manifest-media-type": "application/vnd.oci.image.manifest.v1+json",
                "artifact-media-type": "application/vnd.oci.image.config.v1+json" } }""".replace("DIGEST", DIGEST);

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
            String body = """
                    { "detail-type": "ECR Replication Action", "source": "aws.ecr", "account": "210987654321",
                      "time": "2026-11-20T07:59:31Z", "region": "eu-central-1",
                      "resources": ["arn:aws:ecr:eu-central-1:210987654321:repository/shop/api"],
                      "detail": { "action-type": "REPLICATE", "result": "SUCCESS", "repository-name": "shop/api", "image-tag": "main-3f2c1ab",
                                  "image-digest": "DIGEST", "source-account": "210987654321", "source-region": "eu-west-1" } }""".replace("DIGEST", DIGEST);

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
            String body = """
                    { "detail-type": "ECS Hook State Change", "source": "aws.ecs", "time": "2026-11-20T08:03:41Z",
                      "resources": ["DEPLOYMENT"],
                      "detail": { "eventType": "INFO", "eventName": "HOOK_AWAITING_ACTION",
                                  "hookId": "ecs-pause-q7Zk3mQxW0sYb8nLr2TfVh5uJc9dEaGi1oPtRwXyz4A", "hookType": "PAUSE",
                                  "lifecycleStage": "POST_TEST_TRAFFIC_SHIFT", "expiresAt": "2026-11-20T09:03:40Z",
                                  "clusterArn": "arn:aws:ecs:eu-west-1:210987654321:cluster/prod",
                                  "serviceArn": "arn:aws:ecs:eu-west-1:210987654321:service/prod/shop-api",
                                  "serviceDeploymentArn": "DEPLOYMENT",
                                  "updatedAt": "2026-11-20T08:03:40.618059641Z" } }""".replace("DEPLOYMENT", DEPLOYMENT);

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.of(DEPLOYMENT), "HOOK_AWAITING_ACTION"));
        }

        @Test
        void aHookWithoutResourcesIsUnderstoodAllTheSame() {
            String body = """
                    { "detail-type": "ECS Hook State Change", "source": "aws.ecs", "time": "2026-11-20T08:03:41Z",
                      "detail": { "eventName": "HOOK_TIMED_OUT", "serviceDeploymentArn": "DEPLOYMENT" } }""".replace("DEPLOYMENT", DEPLOYMENT);

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.of(DEPLOYMENT), "HOOK_TIMED_OUT"));
        }

        @Test
        void aDeploymentNamesItsService() {
            String body = """
                    { "detail-type": "ECS Deployment State Change", "source": "aws.ecs", "time": "2026-11-20T08:20:12Z",
                      "resources": ["arn:aws:ecs:eu-west-1:210987654321:service/prod/shop-api"],
                      "detail": { "eventType": "INFO", "eventName": "SERVICE_DEPLOYMENT_COMPLETED",
                                  "clusterArn": "arn:aws:ecs:eu-west-1:210987654321:cluster/prod",
                                  "deploymentId": "ecs-svc/6177963417134325488",
                                  "updatedAt": "2026-11-20T08:20:12.049Z",
                                  "reason": "ECS deployment ecs-svc/6177963417134325488 completed." } }""";

            Stimulus stimulus = StimulusParser.parse(body);

            assertThat(stimulus)
                    .isEqualTo(new DeploymentChanged(
                            Optional.of("prod"), "shop-api", Optional.empty(), "SERVICE_DEPLOYMENT_COMPLETED"));
        }

        @Test
        void aServiceArnOfTheOldFormGetsItsClusterFromTheDetail() {
            String body = """
                    { "detail-type": "ECS Service Action", "source": "aws.ecs", "time": "2026-11-20T08:02:11Z",
                      "resources": ["arn:aws:ecs:eu-west-1:210987654321:service/shop-api"],
                      "detail": { "eventType": "ERROR", "eventName": "SERVICE_TASK_PLACEMENT_FAILURE", "reason": "RESOURCE:FARGATE",
                                  "clusterArn": "arn:aws:ecs:eu-west-1:210987654321:cluster/prod",
                                  "capacityProviderArns": ["arn:aws:ecs:eu-west-1:210987654321:capacity-provider/FARGATE"],
                                  "createdAt": "2026-11-20T08:02:11.087Z" } }""";

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
            return """
                    { "detail-type": "ECS Task State Change", "source": "aws.ecs", "time": "2026-11-20T08:02:30Z",
                      "resources": ["arn:aws:ecs:eu-west-1:210987654321:task/prod/a1b2"],
                      "detail": { "clusterArn": "arn:aws:ecs:eu-west-1:210987654321:cluster/prod",
                                  "taskArn": "arn:aws:ecs:eu-west-1:210987654321:task/prod/a1b2",
                                  "group": "GROUP", "startedBy": "ecs-svc/6177963417134325488",
                                  "lastStatus": "STATUS", "desiredStatus": "STOPPED",
                                  "stopCode": "EssentialContainerExited", "version": 5 } }""".replace("GROUP", group).replace("STATUS", status);
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
            return """
                    { "detail-type": "Parameter Store Change", "source": "aws.ssm", "time": "2026-11-20T08:02:30Z",
                      "resources": ["arn:aws:ssm:eu-west-1:210987654321:parameter/slipway/command/shop-api"],
                      "detail": { "operation": "OPERATION", "name": "/slipway/command/shop-api", "type": "String", "description": "manual promote / rollback" } }""".replace("OPERATION", operation);
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

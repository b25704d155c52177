package dev.slipway.deployer.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTextTest {
    private static final ServiceName SHOP = new ServiceName("shop-api");
    private static final ReleaseId RELEASE = new ReleaseId("01JD0000000000000000000001");
    private static final Instant LATER = Instant.parse("2026-01-01T12:00:15.250Z");
    private static final String DEPLOYMENT =
            "arn:aws:ecs:eu-west-1:210987654321:service-deployment/prod/shop-api/Qm1xT0aVbN3kLwZ7uYpR2";
    private static final Image IMAGE = Image.of("shop/api", new Digest("sha256:" + "9c1d".repeat(16)), "v41");

    @ParameterizedTest
    @EnumSource
    void isWordedAsAgreed(ProblemCode code) {
        Problem problem = sample(code);

        String text = ProblemText.of(problem);

        Golden.matches("problems/" + code.slug() + ".txt", text + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void isExplainedOnAPageOfItsOwn(ProblemCode code) throws IOException {
        Path page = Path.of("..").resolve(ProblemText.page(code));

        List<String> headings = Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .toList();

        assertThat(headings)
                .containsExactly(
                        "# " + code.slug(), "## What it means", "## Likely causes", "## How to check", "## How to fix");
    }

    @Test
    void tellsWhereProductionIsAfterGoingBack() {
        String next = ProblemText.of(new Next.RolledBack("shop/api:v40 (0a1b2c3d4e5f)"));

        assertThat(next).isEqualTo("production is on shop/api:v40 (0a1b2c3d4e5f)");
    }

    private static Problem sample(ProblemCode code) {
        return switch (code) {
            case ANNOUNCEMENT_FAILED ->
                Problems.announcementFailed(SHOP, "Slipway Release State Change", "events:PutEvents timed out", LATER);
            case AWS_ACCESS_DENIED ->
                Problems.awsAccessDenied(
                        "service shop-api",
                        "ecs:UpdateService",
                        "AccessDeniedException",
                        "not authorized to perform ecs:UpdateService",
                        LATER);
            case AWS_REFUSED ->
                Problems.awsRefused(
                        "service shop-api",
                        "ecs:UpdateService",
                        "InvalidParameterException",
                        "the target group is not attached to a load balancer",
                        new Next.NothingChanged());
            case AWS_THROTTLED -> Problems.awsThrottled("service shop-api", "ecs:DescribeServices", LATER);
            case AWS_UNAVAILABLE ->
                Problems.awsUnavailable("service shop-api", "ecs:UpdateService", "timed out after 20 s", LATER);
            case COMMAND_REFUSED ->
                Problems.commandRefused(SHOP, "/slipway/command/shop-api", 7, "promote", "no release awaits promotion");
            case CONFIGURATION_FAULTY ->
                Problems.configurationFaulty(
                        List.of(
                                "services/shop-api.yaml:4:1: unknown key 'cluser'; did you mean 'cluster'?",
                                "services/shop-api.yaml:9:9: '10' has no unit; write it as '10m' or '600s'"),
                        "the last good set stays in force");
            case GATE_UNRECOGNIZED ->
                Problems.gateUnrecognized(
                        SHOP, RELEASE, DEPLOYMENT, "ECS says POST_TEST_TRAFFIC_SHIFT, the production rule gives 100 %");
            case IMAGE_GONE -> Problems.imageGone(SHOP, RELEASE, IMAGE, "the live release", LATER);
            case JOURNAL_NEWER -> Problems.journalNewer(SHOP, 2, 1, LATER);
            case JOURNAL_UNAVAILABLE ->
                Problems.journalUnavailable("service shop-api", "dynamodb:GetItem", "timed out after 5 s", LATER);
            case MESSAGE_UNPARSABLE ->
                Problems.messageUnparsable(
                        "5b1f0c9e-0000-4000-8000-000000000001",
                        "it is not JSON: Unrecognized token 'deploy'",
                        "deploy v41 now " + "and again ".repeat(20));
            case PREFLIGHT_REFUSED ->
                Problems.preflightRefused(
                        SHOP, RELEASE, "the service's deployment controller is 'CODE_DEPLOY', and 'ECS' is needed");
            case RENDER_REFUSED ->
                Problems.renderRefused(
                        SHOP,
                        RELEASE,
                        "templates/shop-api.json: containerDefinitions: there is no container 'app' to pin; there is"
                                + " 'web'");
            case REPOSITORY_UNKNOWN ->
                Problems.repositoryUnknown("shop/apo", "v41", List.of("shop/api", "shop/web"), List.of());
            case ROLLBACK_STUCK ->
                Problems.rollbackStuck(
                        SHOP, RELEASE, DEPLOYMENT, "ROLLBACK_IN_PROGRESS for 31 minutes, 30 minutes are allowed");
            case SERVICE_NOT_FOUND -> Problems.serviceNotFound(SHOP, "prod", "shop-api", LATER);
            case SERVICE_REMOVED -> Problems.serviceRemoved(SHOP);
            case SUITE_FAULTY ->
                Problems.suiteFaulty(
                        SHOP,
                        RELEASE,
                        List.of("suites/shop-api.yaml:14:9: unknown key 'expekt'; did you mean 'expect'?"));
        };
    }
}

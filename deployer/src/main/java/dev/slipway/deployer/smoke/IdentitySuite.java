package dev.slipway.deployer.smoke;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.ServiceSpec.IdentitySpec;
import dev.slipway.smoke.parse.SuiteText;
import dev.slipway.smoke.run.Report;
import dev.slipway.smoke.run.StepReport;
import dev.slipway.smoke.run.TestReport;
import java.time.Duration;
import java.util.List;

/** The question to the application itself: which image are you? Asked again for a while, since rules take time to spread. */
final class IdentitySuite {
    static final Duration WITHIN = Duration.ofSeconds(30);

    private IdentitySuite() {}

    /** As a suite of one request. */
    static SuiteText of(IdentitySpec identity) {
        ObjectNode suite =
                JsonNodeFactory.instance.objectNode().put("version", 1).put("suite", "identity");
        ObjectNode test = suite.putArray("tests").addObject().put("name", "the target runs the image of this release");
        ObjectNode step = test.putArray("steps").addObject().put("get", identity.path());
        step.putObject("poll").put("within", WITHIN.toSeconds() + "s").put("every", "1s");
        step.putObject("expect").put("status", 200).putObject("json").put(identity.expression(), identity.expected());
        return new SuiteText("identity", suite.toString());
    }

    /**
     * Whether the application did answer, but not as this release's image would: then it is not known what was reached, and
     * nothing may be held against the image.
     */
    static boolean isAnotherImage(Report report) {
        return steps(report).stream()
                .reduce((first, second) -> second)
                .flatMap(StepReport::response)
                .filter(response -> response.status() == 200)
                .isPresent();
    }

    private static List<StepReport> steps(Report report) {
        return report.tests().stream()
                .map(TestReport::attempts)
                .flatMap(List::stream)
                .flatMap(attempt -> attempt.steps().stream())
                .toList();
    }
}

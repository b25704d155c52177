package dev.slipway.sandbox.behaviour;

import static dev.slipway.sandbox.behaviour.Fact.Known.DOCUMENTED;
import static dev.slipway.sandbox.behaviour.Fact.Known.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMaxVersionLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Versions, labels, patterns and limits of Parameter Store. */
class ParametersBehaviourTest {
    private static final String RUN = "/slipway-behaviour-" + Long.toString(System.nanoTime(), 36) + "/";
    private static final int VERSIONS_KEPT = 100;

    @RegisterExtension
    static final Account ACCOUNT = new Account();

    private final SsmClient ssm = ACCOUNT.client(SsmClient::builder);

    @AfterAll
    static void remove() {
        ACCOUNT.client(SsmClient::builder)
                .deleteParameters(delete -> delete.names(
                        List.of(RUN + "labels", RUN + "pattern", RUN + "same", RUN + "many", RUN + "again")));
    }

    @Test
    @Fact(
            value = "A label is on one version, and moves if it is put on another",
            known = DOCUMENTED,
            source = "ssm-ver")
    void aLabelMoves() {
        String name = RUN + "labels";
        write(name, "a");
        write(name, "b");
        ssm.labelParameterVersion(label -> label.name(name).parameterVersion(1L).labels("live"));

        ssm.labelParameterVersion(label -> label.name(name).parameterVersion(2L).labels("live"));

        assertThat(ssm.getParameterHistory(get -> get.name(name)).parameters())
                .extracting(ParameterHistory::labels)
                .containsExactly(List.of(), List.of("live"));
        assertThat(ssm.getParameter(get -> get.name(name + ":live")).parameter().value())
                .isEqualTo("b");
    }

    @Test
    @Fact(value = "A pattern holds for later values too", known = DOCUMENTED, source = "SDK ssm:PutParameterRequest")
    void aPatternHoldsForLaterValues() {
        String name = RUN + "pattern";
        ssm.putParameter(put -> put.name(name).type("String").value("hold").allowedPattern("^(hold|resume)$"));

        assertThatThrownBy(() -> ssm.putParameter(put -> put.name(name)
                        .value("shout")
                        .allowedPattern("^(hold|resume)$")
                        .overwrite(true)))
                .isInstanceOf(ParameterPatternMismatchException.class);
        assertThat(ssm.getParameter(get -> get.name(name)).parameter().version())
                .isEqualTo(1L);
    }

    @Test
    @Fact(
            value = "Writing the same value makes a new version",
            known = INFERRED,
            source = "SDK ssm:PutParameterResponse")
    void theSameValueIsANewVersion() {
        String name = RUN + "same";
        write(name, "a");

        assertThat(write(name, "a")).isEqualTo(2L);
    }

    @Test
    @Fact(value = "After deletion versions start at 1 again", known = INFERRED, source = "SDK ssm:Parameter")
    void versionsStartAgain() {
        String name = RUN + "again";
        write(name, "a");
        write(name, "b");
        ssm.deleteParameter(delete -> delete.name(name));

        assertThat(write(name, "c")).isEqualTo(1L);
    }

    @Test
    @Fact(
            value = "100 versions are kept; the oldest goes, unless it has a label: then nothing more is written",
            known = DOCUMENTED,
            source = "ssm-ver")
    void theOldestVersionGoesUnlessItHasALabel() {
        String name = RUN + "many";
        for (int version = 1; version <= VERSIONS_KEPT + 1; version++) {
            write(name, "v" + version);
        }
        long oldest = oldest(name);
        ssm.labelParameterVersion(
                label -> label.name(name).parameterVersion(oldest).labels("kept"));

        assertThat(oldest).isEqualTo(2L);
        assertThatThrownBy(() -> write(name, "too many")).isInstanceOf(ParameterMaxVersionLimitExceededException.class);
    }

    @Test
    @Fact(value = "A standard parameter holds 4 KB", known = DOCUMENTED, source = "ssm-q")
    void aValueMayBeTooLong() {
        assertThatThrownBy(() -> ssm.putParameter(put ->
                        put.name(RUN + "long").type("String").tier("Standard").value("x".repeat(4097))))
                .isInstanceOf(SsmException.class)
                .satisfies(refused -> assertThat(
                                ((SsmException) refused).awsErrorDetails().errorCode())
                        .isEqualTo("ValidationException"));
    }

    @Test
    @Fact(value = "A name has at most fifteen levels", known = DOCUMENTED, source = "SDK ssm:PutParameterRequest")
    void aNameMayBeTooDeep() {
        assertThatThrownBy(() -> write(RUN + "x/".repeat(15) + "deep", "a"))
                .isInstanceOf(HierarchyLevelLimitExceededException.class);
    }

    private long write(String name, String value) {
        return ssm.putParameter(
                        put -> put.name(name).type("String").value(value).overwrite(true))
                .version();
    }

    private long oldest(String name) {
        return ssm.getParameterHistoryPaginator(get -> get.name(name)).stream()
                .flatMap(page -> page.parameters().stream())
                .mapToLong(ParameterHistory::version)
                .min()
                .orElseThrow();
    }
}

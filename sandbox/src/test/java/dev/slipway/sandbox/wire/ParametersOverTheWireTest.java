package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyTypeMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionLabelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class ParametersOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final SsmClient ssm = SERVED.client(SsmClient.builder());

    @Test
    void readsBackWhatWasPut() {
        put("/a/read", "hello");

        var parameter = ssm.getParameter(get -> get.name("/a/read")).parameter();

        assertThat(parameter.value()).isEqualTo("hello");
        assertThat(parameter.version()).isEqualTo(1);
        assertThat(parameter.arn()).isEqualTo("arn:aws:ssm:eu-west-1:123456789012:parameter/a/read");
        assertThat(parameter.lastModifiedDate()).isNotNull();
    }

    @Test
    void tellsOfEachVersionWhoWroteIt() {
        put("/a/history", "promote");
        ssm.putParameter(put -> put.name("/a/history").value("rollback").overwrite(true));

        var history = ssm.getParameterHistory(get -> get.name("/a/history")).parameters();

        assertThat(history)
                .extracting(ParameterHistory::version, ParameterHistory::value, ParameterHistory::lastModifiedUser)
                .containsExactly(
                        tuple(1L, "promote", "arn:aws:iam::123456789012:user/deployer"),
                        tuple(2L, "rollback", "arn:aws:iam::123456789012:user/deployer"));
    }

    @Test
    void refusesToOverwriteUnasked() {
        put("/a/twice", "one");

        assertThatThrownBy(() -> put("/a/twice", "two")).isInstanceOf(ParameterAlreadyExistsException.class);
    }

    @Test
    void refusesAValueThatItsPatternForbids() {
        ssm.putParameter(put ->
                put.name("/a/pattern").type(ParameterType.STRING).value("none").allowedPattern("none|promote"));

        assertThatThrownBy(() -> ssm.putParameter(
                        put -> put.name("/a/pattern").value("promot").overwrite(true)))
                .isInstanceOf(ParameterPatternMismatchException.class);
    }

    @Test
    void keepsTheLastHundredVersions() {
        put("/a/many", "0");
        for (int i = 1; i < 103; i++) {
            String value = Integer.toString(i);
            ssm.putParameter(put -> put.name("/a/many").value(value).overwrite(true));
        }

        var versions = ssm.getParameterHistoryPaginator(get -> get.name("/a/many")).stream()
                .flatMap(page -> page.parameters().stream())
                .map(ParameterHistory::version)
                .toList();

        assertThat(versions).hasSize(100).startsWith(4L).endsWith(103L);
    }

    @Test
    void movesALabelAndReadsByIt() {
        put("/a/label", "one");
        ssm.putParameter(put -> put.name("/a/label").value("two").overwrite(true));
        ssm.labelParameterVersion(
                label -> label.name("/a/label").parameterVersion(2L).labels("good", "new"));

        ssm.labelParameterVersion(
                label -> label.name("/a/label").parameterVersion(1L).labels("good"));

        assertThat(ssm.getParameterHistory(get -> get.name("/a/label")).parameters())
                .extracting(ParameterHistory::labels)
                .containsExactly(List.of("good"), List.of("new"));
        assertThat(ssm.getParameter(get -> get.name("/a/label:good"))
                        .parameter()
                        .value())
                .isEqualTo("one");
    }

    @Test
    void putsNoMoreThanTenLabelsOnAVersion() {
        put("/a/labels", "one");
        ssm.labelParameterVersion(
                label -> label.name("/a/labels").labels("a1", "b2", "c3", "d4", "e5", "f6", "g7", "h8", "i9", "j10"));

        var again = ssm.labelParameterVersion(label -> label.name("/a/labels").labels("j10", "1st", "awsome"));

        assertThat(again.invalidLabels()).containsExactly("1st", "awsome");
        assertThatThrownBy(() -> ssm.labelParameterVersion(
                        label -> label.name("/a/labels").labels("k11")))
                .isInstanceOf(ParameterVersionLabelLimitExceededException.class);
    }

    @Test
    void neverChangesAType() {
        put("/a/type", "one");

        assertThatThrownBy(() -> ssm.putParameter(put -> put.name("/a/type")
                        .value("two")
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)))
                .isInstanceOf(HierarchyTypeMismatchException.class);
    }

    @Test
    void makesAnAdvancedParameterOfWhatIsTooLongIfItMay() {
        put("/a/tier", "short");
        String text = "x".repeat(4097);

        var grown = ssm.putParameter(put -> put.name("/a/tier")
                .value(text)
                .tier(ParameterTier.INTELLIGENT_TIERING)
                .overwrite(true));

        assertThat(grown.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThatThrownBy(() -> ssm.putParameter(put -> put.name("/a/tier")
                        .value("short")
                        .tier(ParameterTier.STANDARD)
                        .overwrite(true)))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("You can't downgrade a parameter");
    }

    @Test
    void countsTheArnToTheName() {
        String longest = "/" + "n".repeat(1011 - "arn:aws:ssm:eu-west-1:123456789012:parameter/".length());

        put(longest, "taken");

        assertThatThrownBy(() -> put(longest + "n", "refused"))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("1011 characters");
    }

    @Test
    void findsParametersByTheirPath() {
        put("/path/one", "1");
        put("/path/deep/two", "2");

        var names = ssm.getParametersByPath(get -> get.path("/path").recursive(true)).parameters().stream()
                .map(parameter -> parameter.name())
                .toList();

        assertThat(names).containsExactly("/path/deep/two", "/path/one");
    }

    @Test
    void saysThatAParameterIsNotThere() {
        assertThatThrownBy(() -> ssm.getParameter(get -> get.name("/nowhere")))
                .isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void saysWhichActionsItModelsWhenAskedForAnother() {
        assertThatThrownBy(() -> ssm.listDocuments())
                .isInstanceOf(SsmException.class)
                .hasMessageContaining(
                        "The sandbox does not model ssm ListDocuments. Of ssm it models: AddTagsToResource");
    }

    @Test
    void refusesAMemberItWouldHaveToIgnore() {
        assertThatThrownBy(() -> ssm.putParameter(put -> put.name("/a/policy")
                        .value("x")
                        .type(ParameterType.STRING)
                        .policies("[]")))
                .isInstanceOf(SsmException.class)
                .hasMessageContaining("The sandbox does not model the member 'Policies' of PutParameter");
    }

    private void put(String name, String value) {
        ssm.putParameter(put -> put.name(name).type(ParameterType.STRING).value(value));
    }
}

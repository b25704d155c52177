package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
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

package dev.slipway.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.HierarchyLevelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.InvalidAllowedPatternException;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterPatternMismatchException;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.ssm.model.Tag;

/** What Parameter Store takes, keeps and finds, at the limits. */
class ParameterRulesOverTheWireTest {
    @RegisterExtension
    static final Served SERVED = new Served();

    private final SsmClient ssm = SERVED.client(SsmClient.builder());

    @Test
    void aPatternMustMatchAllOfAValue() {
        ssm.putParameter(put -> put.name("/rules/pattern")
                .type(ParameterType.STRING)
                .value("hold")
                .allowedPattern("hold|resume"));

        assertThatThrownBy(() -> overwrite("/rules/pattern", "hold it"))
                .isInstanceOf(ParameterPatternMismatchException.class);
        assertThatThrownBy(() -> ssm.putParameter(put -> put.name("/rules/none")
                        .type(ParameterType.STRING)
                        .value("x")
                        .allowedPattern("(")))
                .isInstanceOf(InvalidAllowedPatternException.class);
    }

    @Test
    void aDescriptionStaysUntilThereIsAnother() {
        ssm.putParameter(put -> put.name("/rules/described")
                .type(ParameterType.STRING)
                .value("one")
                .description("what it is for"));

        overwrite("/rules/described", "two");

        assertThat(ssm.describeParameters(describe -> describe.parameterFilters(named("Equals", "/rules/described")))
                        .parameters())
                .extracting(ParameterMetadata::description, ParameterMetadata::version)
                .containsExactly(tuple("what it is for", 2L));
    }

    @ParameterizedTest
    @CsvSource({"4096, STANDARD, true", "4097, STANDARD, false", "8192, ADVANCED, true", "8193, ADVANCED, false"})
    void aValueIsAsLongAsItsTierLetsIt(int characters, ParameterTier tier, boolean taken) {
        String name = "/rules/long/" + tier + characters;

        String refusal = refusal(() -> ssm.putParameter(
                put -> put.name(name).type(ParameterType.STRING).tier(tier).value("x".repeat(characters))));

        assertThat(refusal).matches(taken ? "" : "(?s).*maximum parameter value of " + (characters - 1) + ".*");
    }

    @Test
    void anAdvancedParameterStaysOne() {
        ssm.putParameter(put -> put.name("/rules/advanced")
                .type(ParameterType.STRING)
                .tier(ParameterTier.ADVANCED)
                .value("x"));

        assertThat(overwrite("/rules/advanced", "x".repeat(5000))).isEqualTo(2);
    }

    @Test
    void aNameHasFifteenLevels() {
        create("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", "deep enough");

        assertThatThrownBy(() -> create("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "too deep"))
                .isInstanceOf(HierarchyLevelLimitExceededException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "/aws/x", "ssm-x", "/SSM/x", "/a b", "a/b"})
    void aNameIsNotAwssAndHasAForm(String name) {
        assertThat(refusal(() -> create(name, "x"))).startsWith("Parameter name");
    }

    @Test
    void aValueNamesNoOtherParameter() {
        assertThat(refusal(() -> create("/rules/nested", "{{ssm:other}}"))).contains("can't nest another parameter");
    }

    @Test
    void tagsAreForNewParametersOnly() {
        create("/rules/tagged", "one");

        String refusal = refusal(() -> ssm.putParameter(put -> put.name("/rules/tagged")
                .value("two")
                .overwrite(true)
                .tags(Tag.builder().key("a").value("b").build())));

        assertThat(refusal).contains("tags and overwrite can't be used together");
    }

    @Test
    void whatIsDirectlyBelowAPathIsFoundAndNoMore() {
        create("/below/one", "1");
        create("/below/deep/two", "2");
        create("/belowness", "3");

        assertThat(ssm.getParametersByPath(get -> get.path("/below")).parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("/below/one");
        assertThat(ssm.describeParameters(describe -> describe.parameterFilters(named("BeginsWith", "/below/")))
                        .parameters())
                .extracting(ParameterMetadata::name)
                .containsExactly("/below/deep/two", "/below/one");
        assertThat(ssm.describeParameters(describe -> describe.parameterFilters(named("BeginsWith", "below")))
                        .parameters())
                .isEmpty();
    }

    @Test
    void aSelectorIsReadBack() {
        create("/rules/selected", "one");
        overwrite("/rules/selected", "two");

        var first = ssm.getParameter(get -> get.name("/rules/selected:1")).parameter();

        assertThat(first.value()).isEqualTo("one");
        assertThat(first.selector()).isEqualTo(":1");
        assertThatThrownBy(() -> ssm.getParameter(get -> get.name("/rules/selected:3")))
                .isInstanceOf(ParameterVersionNotFoundException.class);
        assertThatThrownBy(() -> ssm.labelParameterVersion(label ->
                        label.name("/rules/selected").parameterVersion(3L).labels("good")))
                .isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    void severalAreReadAndDeletedAndThoseThatAreNotThereNamed() {
        create("/rules/several", "one");

        var read = ssm.getParameters(get -> get.names("/rules/several", "/rules/none-such"));
        var deleted = ssm.deleteParameters(delete -> delete.names("/rules/several", "/rules/none-such"));

        assertThat(read.parameters()).extracting(parameter -> parameter.value()).containsExactly("one");
        assertThat(read.invalidParameters()).containsExactly("/rules/none-such");
        assertThat(deleted.deletedParameters()).containsExactly("/rules/several");
        assertThat(deleted.invalidParameters()).containsExactly("/rules/none-such");
    }

    @Test
    void aPageOfTheHistoryHasFiftyVersions() {
        create("/rules/history", "0");
        for (int i = 1; i <= 50; i++) {
            overwrite("/rules/history", Integer.toString(i));
        }

        var page = ssm.getParameterHistory(get -> get.name("/rules/history"));

        assertThat(page.parameters()).hasSize(50);
        assertThat(page.nextToken()).isNotNull();
    }

    @Test
    void aSecretNamesItsKey() {
        ssm.putParameter(put ->
                put.name("/rules/secret").type(ParameterType.SECURE_STRING).value("x"));

        assertThat(ssm.getParameterHistory(get -> get.name("/rules/secret")).parameters())
                .extracting(version -> version.keyId())
                .containsExactly("alias/aws/ssm");
    }

    private static ParameterStringFilter named(String option, String value) {
        return ParameterStringFilter.builder()
                .key("Name")
                .option(option)
                .values(value)
                .build();
    }

    private void create(String name, String value) {
        ssm.putParameter(put -> put.name(name).type(ParameterType.STRING).value(value));
    }

    private long overwrite(String name, String value) {
        return ssm.putParameter(put -> put.name(name).value(value).overwrite(true))
                .version();
    }

    /** What a call is refused with; empty if it is taken. */
    private static String refusal(Runnable call) {
        try {
            call.run();
            return "";
        } catch (SsmException refused) {
            return refused.awsErrorDetails().errorMessage();
        }
    }
}

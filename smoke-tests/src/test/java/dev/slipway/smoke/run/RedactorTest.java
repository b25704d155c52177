package dev.slipway.smoke.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    /** Characters of Base64 have six bits: the one at an edge may hold four of the secret's, and goes with it. */
    @ParameterizedTest
    @CsvSource({
        "'',           '',     ***",
        "u,            '',     d***",
        "u:,           '',     dT***",
        "ada,          '',     YWRh***",
        "'',           !,      ***E",
        "'',           !!,     ***Eh",
        "u,            !,      d***h",
        "u:,           !,      dT***IQ",
    })
    void leavesNoCharacterOfBase64ThatIsTheSecretsOwn(String before, String after, String left) {
        Redactor redactor = Redactor.of(List.of("s3cr3t-token?"));
        byte[] bytes = (before + "s3cr3t-token?" + after).getBytes(StandardCharsets.UTF_8);

        String redacted = redactor.redact(Base64.getEncoder().withoutPadding().encodeToString(bytes));

        assertThat(redacted).isEqualTo(left);
    }

    /** Such as a key in PEM. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo\r\nthree\tfour",
                "one\\ntwo\\r\\nthree\\tfour",
                "one\\\\ntwo\\\\r\\\\nthree\\\\tfour",
                "one\\u000atwo\\u000D\\u000Athree\\u0009four",
                "one%0Atwo%0d%0athree%09four",
            })
    void takesASecretOfSeveralLinesHoweverTheyAreEscaped(String written) {
        Redactor redactor = Redactor.of(List.of("one\ntwo\r\nthree\tfour"));

        String redacted = redactor.redact("<" + written + ">");

        assertThat(redacted).isEqualTo("<***>");
    }

    @Test
    void takesTheLongestOfSecretsThatStartAlike() {
        Redactor redactor = Redactor.of(List.of("s3cr3t", "s3cr3t-token", "s3cr3t-t"));

        String redacted = redactor.redact("s3cr3t-token s3cr3t-tok s3cr3t");

        assertThat(redacted).isEqualTo("*** ***ok ***");
    }

    @Test
    void leavesWhatIsNoSecret() {
        Redactor redactor = Redactor.of(List.of("s3cr3t-token", "short"));

        String redacted = redactor.redact(
                "s3cr3t token, short, " + HexFormat.of().formatHex("s3cr3t-tokem".getBytes(StandardCharsets.UTF_8)));

        assertThat(redacted).isEqualTo("s3cr3t token, short, 7333637233742d746f6b656d");
    }
}

package dev.slipway.smoke.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as JSON: RFC 8259 to the letter, as JSONTestSuite asks it, and no doubled keys. */
class JsonStrictnessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "[[]   ]",
                "[\"\"]",
                "[false, null, true]",
                "[1\n]",
                " [1]",
                "[1,null,null,null,2]",
                "[2] ",
                "[123e65]",
                "[0e+1]",
                "[0e1]",
                "[ 4]",
                "[-0.000000000000000000000000000000000000000001]",
                "[20e1]",
                "[-0]",
                "[-123]",
                "[1E22]",
                "[1E-2]",
                "[1E+2]",
                "[123.456e78]",
                "{\"a\":\"b\",\"c\":\"d\"}",
                "{\"\":0}",
                "{\"foo\\u0000bar\": 42}",
                "[\"\\u0060\\u012a\\u12AB\"]",
                "[\"\\uD801\\udc37\"]",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"a/*b*/c/*d//e\"]",
                "[\"\u2028\"]",
                "[\"€𝄞\"]",
                "false",
                "42",
                "-0.1",
                "null",
                "\"asd\"",
                "true",
                "[\"a\"]\n",
                "[9007199254740993]",
                "[1e400]"
            })
    void isTaken(String text) {
        assertThat(read(text)).as(text).isInstanceOf(JsonReader.Read.Document.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[1 true]",
                "[\"\": 1]",
                "[\"\"],",
                "[,1]",
                "[1,,2]",
                "[\"x\"]]",
                "[\"\",]",
                "[\"x\"",
                "[x",
                "[3[4]]",
                "[1:2]",
                "[,]",
                "[-]",
                "[   , \"\"]",
                "[\"a\",\n4\n,1,",
                "[1,]",
                "[1,,]",
                "[*]",
                "[\"\"",
                "[1,",
                "[{}",
                "[fals]",
                "[nul]",
                "[tru]",
                "[++1234]",
                "[+1]",
                "[+Inf]",
                "[-01]",
                "[-1.0.]",
                "[-2.]",
                "[-NaN]",
                "[.-1]",
                "[.2e-3]",
                "[0.1.2]",
                "[0.3e+]",
                "[0.e1]",
                "[0E]",
                "[0E+]",
                "[1.0e]",
                "[1 000.0]",
                "[1eE2]",
                "[2.e3]",
                "[9.e+]",
                "[Inf]",
                "[NaN]",
                "[0x1]",
                "[1+2]",
                "[Infinity]",
                "[-foo]",
                "[012]",
                "[-012]",
                "[1a]",
                "[.123]",
                "{\"x\", null}",
                "{\"x\"::\"b\"}",
                "{🇨🇭}",
                "{\"a\":\"a\" 123}",
                "{key: 'value'}",
                "{\"a\" b}",
                "{:\"b\"}",
                "{\"a\" \"b\"}",
                "{\"a\":",
                "{\"a\"",
                "{1:1}",
                "{null:null}",
                "{\"id\":0,,,,,}",
                "{'a':0}",
                "{\"id\":0,}",
                "{\"a\":\"b\"}/**/",
                "{\"a\":\"b\"}//",
                "{\"a\":\"b\",,\"c\":\"d\"}",
                "{a: \"b\"}",
                "{\"a\":\"a",
                "{ \"foo\" : \"bar\", \"a\" }",
                "{\"a\":\"b\"}#",
                "[\"\\uD800\\u\"]",
                "[\"\\u00A\"]",
                "[\"\\u\"]",
                "[\"\\x00\"]",
                "[\"\\\\\\\"]",
                "[\"\\a\"]",
                "[\\u0020\"asd\"]",
                "[\\n]",
                "\"",
                "['single quote']",
                "abc",
                "[\"\\",
                "[\"new\nline\"]",
                "[\"\t\"]",
                "\"\\UA66D\"",
                "\"\"x",
                "[\u2060]",
                "\uFEFF",
                "\uFEFF[]",
                "<.>",
                "[<null>]",
                "[1]x",
                "[1]]",
                "[][]",
                "]",
                "{]",
                "[}",
                "\u00e5",
                "[True]",
                "1]",
                "{\"x\": true,",
                "[][",
                "{\"asd\":\"asd\"",
                "{}}",
                "*",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "// x\n1"
            })
    void isNot(String text) {
        assertThat(read(text)).as(text).isInstanceOf(JsonReader.Read.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5b22ff225d", "5b22c0af225d", "5b22eda080225d", "5b22e0ff225d", "5be55d", "fffe5b00"})
    void areBytesThatAreNoUtf8Neither(String hex) {
        assertThat(read(HexFormat.of().parseHex(hex), "application/json"))
                .isEqualTo(new JsonReader.Read.NotJson("the body is not UTF-8"));
    }

    @Test
    void maySayAnotherCharset() {
        byte[] latin = "[\"é\"]".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(latin, "application/json; charset=iso-8859-1")).isInstanceOf(JsonReader.Read.Document.class);
    }

    @Test
    void nestsAThousandDeepAndNoDeeper() {
        assertThat(read("[".repeat(1000) + "]".repeat(1000))).isInstanceOf(JsonReader.Read.Document.class);
        assertThat(read("[".repeat(1001) + "]".repeat(1001))).isInstanceOf(JsonReader.Read.NotJson.class);
    }

    private static JsonReader.Read read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static JsonReader.Read read(byte[] bytes, String type) {
        return JsonReader.create()
                .read(new Answer(
                        200,
                        List.of(new Header("Content-Type", type)),
                        Body.of(bytes),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Duration.ZERO,
                        "HTTP/1.1",
                        Optional.empty()));
    }
}

package dev.slipway.smoke.run;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts: the values, in Base64 and hexadecimal too, each as URLs, forms, JSON, HTML and a shell's words
 * may write it, in any mixture.
 */
final class Redactor {
    private static final String MASK = "***";
    private static final String BASE64_NEIGHBOUR = "[A-Za-z0-9+/_-]?";
    private final @Nullable Pattern secrets;

    private Redactor(@Nullable Pattern secrets) {
        this.secrets = secrets;
    }

    static Redactor of(Collection<String> secrets) {
        Set<Form> forms = secrets.stream()
                .filter(secret -> secret.length() >= Secret.LEAST_CHARACTERS)
                .flatMap(secret -> forms(secret).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Redactor(
                forms.isEmpty()
                        ? null
                        : Pattern.compile(forms.stream()
                                .sorted(Form.LONGEST_FIRST)
                                .map(Form::expression)
                                .collect(Collectors.joining("|"))));
    }

    /**
     * One way to write a secret.
     *
     * @param isCutBefore whether the character before it is partly the secret's
     * @param isCutAfter whether the character after it is
     */
    private record Form(String text, boolean isCutBefore, boolean isCutAfter) {
        static final Comparator<Form> LONGEST_FIRST = Comparator.comparing(
                        (Form form) -> form.text.length(), Comparator.reverseOrder())
                .thenComparing(Form::text);

        static Form whole(String text) {
            return new Form(text, false, false);
        }

        String expression() {
            return (isCutBefore ? BASE64_NEIGHBOUR : "")
                    + Spelling.expression(text)
                    + (isCutAfter ? BASE64_NEIGHBOUR : "");
        }
    }

    String redact(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(MASK);
    }

    private static Set<Form> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<Form> forms = new LinkedHashSet<>();
        forms.add(Form.whole(secret));
        for (int lead = 0; lead < 3; lead++) {
            Form form = base64At(lead, bytes);
            if (form.text().length() >= Secret.LEAST_CHARACTERS) {
                forms.add(form);
                forms.add(new Form(
                        form.text().replace('+', '-').replace('/', '_'), form.isCutBefore(), form.isCutAfter()));
            }
        }
        forms.add(Form.whole(HexFormat.of().formatHex(bytes)));
        forms.add(Form.whole(HexFormat.of().withUpperCase().formatHex(bytes)));
        return forms;
    }

    /**
     * What of the Base64 of a longer text depends on the secret alone, when it starts {@code lead} bytes into a group of
     * three: every character whose six bits are the secret's.
     */
    private static Form base64At(int lead, byte[] bytes) {
        byte[] shifted = new byte[lead + bytes.length];
        System.arraycopy(bytes, 0, shifted, lead, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = lead == 0 ? 0 : lead + 1;
        int to = shifted.length * 8 / 6;
        return new Form(encoded.substring(from, Math.max(from, to)), lead > 0, shifted.length % 3 > 0);
    }
}

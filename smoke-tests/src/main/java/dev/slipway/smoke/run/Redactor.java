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
    private final @Nullable Pattern secrets;

    private Redactor(@Nullable Pattern secrets) {
        this.secrets = secrets;
    }

    static Redactor of(Collection<String> secrets) {
        Set<String> forms = secrets.stream()
                .filter(secret -> secret.length() >= Secret.LEAST_CHARACTERS)
                .flatMap(secret -> forms(secret).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Redactor(
                forms.isEmpty()
                        ? null
                        : Pattern.compile(forms.stream()
                                .sorted(Comparator.comparingInt(String::length)
                                        .reversed()
                                        .thenComparing(Comparator.naturalOrder()))
                                .map(Spelling::expression)
                                .collect(Collectors.joining("|"))));
    }

    String redact(String text) {
        return secrets == null ? text : secrets.matcher(text).replaceAll(MASK);
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        for (int lead = 0; lead < 3; lead++) {
            String base64 = base64At(lead, secret);
            if (base64.length() >= Secret.LEAST_CHARACTERS) {
                forms.add(base64);
                forms.add(base64.replace('+', '-').replace('/', '_'));
            }
        }
        String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        forms.add(hex);
        forms.add(HexFormat.of().withUpperCase().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        return forms;
    }

    /** What of the Base64 of a longer text depends on the secret alone, when it starts {@code lead} bytes into a group of three. */
    private static String base64At(int lead, String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[lead + bytes.length];
        System.arraycopy(bytes, 0, shifted, lead, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = lead == 0 ? 0 : lead + 1;
        int to = shifted.length / 3 * 4;
        return encoded.substring(from, Math.max(from, to));
    }
}

package dev.slipway.smoke.run;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes secrets out of texts: the values, and what they look like in Base64, URLs, forms and JSON. */
final class Redactor {
    private static final String MASK = "***";
    private final List<String> needles;

    private Redactor(List<String> needles) {
        this.needles = needles;
    }

    static Redactor of(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        secrets.stream()
                .filter(secret -> secret.length() >= Secret.LEAST_CHARACTERS)
                .forEach(secret -> forms.addAll(forms(secret)));
        List<String> longestFirst = new ArrayList<>(forms);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        return new Redactor(List.copyOf(longestFirst));
    }

    Redactor and(Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(needles);
        all.addAll(of(more).needles);
        List<String> longestFirst = new ArrayList<>(all);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        return new Redactor(List.copyOf(longestFirst));
    }

    String redact(String text) {
        String clean = text;
        for (String needle : needles) {
            clean = clean.replace(needle, MASK);
        }
        return clean;
    }

    private static Set<String> forms(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(form);
        forms.add(form.replace("+", "%20"));
        String json = TextNode.valueOf(secret).toString();
        forms.add(json.substring(1, json.length() - 1));
        for (int lead = 0; lead < 3; lead++) {
            String base64 = base64At(lead, secret);
            if (base64.length() >= Secret.LEAST_CHARACTERS) {
                forms.add(base64);
                forms.add(base64.replace('+', '-').replace('/', '_'));
            }
        }
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

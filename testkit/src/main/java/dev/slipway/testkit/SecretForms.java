package dev.slipway.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A secret as somebody who looks for it would write it, on their own account: nothing is shared with what hides it.
 *
 * @param secret ends in {@link #TAIL}, seven characters or more before it
 */
public record SecretForms(String secret) {
    /** How the secrets of tests end, so that a part that was left is found too. */
    public static final String TAIL = "end-of-it";

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d+)|#x(\\p{XDigit}+)|(amp|lt|gt|quot|apos));");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|(.))");
    private static final Map<String, String> ENTITIES =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    /** By name, in every way that a suite, the wire or a target may write it; each is to be hidden. */
    public Map<String, String> written() {
        Map<String, String> forms = new LinkedHashMap<>();
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String url = form.replace("+", "%20");
        forms.put("as it is", secret);
        forms.put("form", form);
        forms.put("URL", url);
        forms.put("URL in lower case", lowerPercents(url));
        forms.put("URL twice", URLEncoder.encode(form, StandardCharsets.UTF_8));
        forms.put("JSON", json(secret));
        forms.put("JSON twice", json(json(secret)));
        forms.put("JSON in ASCII", spelled(secret.chars().boxed().toList(), "\\u%04X"::formatted));
        forms.put("Base64", base64(""));
        forms.put("Base64 for URLs", base64("").replace('+', '-').replace('/', '_'));
        forms.put("Base64 of ada:", base64("ada:"));
        forms.put("Base64 of u:", base64("u:"));
        forms.put("hexadecimal", HexFormat.of().formatHex(bytes(secret)));
        forms.put("HEXADECIMAL", HexFormat.of().withUpperCase().formatHex(bytes(secret)));
        forms.put("HTML", html(secret));
        forms.put("HTML twice", html(html(secret)));
        forms.put("HTML by number", spelled(secret.codePoints().boxed().toList(), "&#%d;"::formatted));
        forms.put("HTML by hexadecimal", spelled(secret.codePoints().boxed().toList(), "&#x%X;"::formatted));
        forms.put("word of a shell", secret.replace("'", "'\\''"));
        return forms;
    }

    /** By name, what nobody may work out of it for a reader. */
    public Map<String, String> derived() {
        Map<String, String> derived = new LinkedHashMap<>();
        derived.put("its start", secret.substring(0, 7));
        derived.put("its end", TAIL);
        derived.put("its SHA-256", hash("SHA-256"));
        derived.put("its SHA-1", hash("SHA-1"));
        derived.put("its MD5", hash("MD5"));
        return derived;
    }

    /** The names of all forms that stand in {@code text}: as its bytes are, and as who reads markup, JSON, or JSON in either sees it. */
    public Set<String> in(String text) {
        Map<String, String> all = new LinkedHashMap<>(written());
        all.replaceAll((name, form) -> name.startsWith("Base64") ? form.substring(8, form.length() / 4 * 4) : form);
        all.putAll(derived());
        String markup = unmarked(text);
        String json = unescaped(text);
        List<String> readings = List.of(
                text, markup, unmarked(markup), unescaped(markup), json, unescaped(json), unescaped(unescaped(json)));
        Set<String> found = new TreeSet<>();
        all.forEach((name, form) -> {
            if (readings.stream().anyMatch(reading -> reading.contains(form))) {
                found.add(name);
            }
        });
        return found;
    }

    private String base64(String before) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes(before + secret));
    }

    private static String spelled(List<Integer> characters, IntFunction<String> escaped) {
        return characters.stream()
                .map(one -> one < 0x80 && Character.isLetterOrDigit(one) ? Character.toString(one) : escaped.apply(one))
                .collect(Collectors.joining());
    }

    private static String lowerPercents(String url) {
        return Pattern.compile("%..")
                .matcher(url)
                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String hash(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(secret)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unmarked(String text) {
        return ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(entity(found)));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escape(found)));
    }

    private static String entity(MatchResult found) {
        if (found.group(1) != null) {
            return Character.toString(Integer.parseInt(found.group(1)));
        }
        return found.group(2) != null
                ? Character.toString(Integer.parseInt(found.group(2), 16))
                : ENTITIES.getOrDefault(found.group(3), "");
    }

    private static String escape(MatchResult found) {
        return found.group(1) != null
                ? Character.toString((char) Integer.parseInt(found.group(1), 16))
                : String.valueOf(found.group(2));
    }
}

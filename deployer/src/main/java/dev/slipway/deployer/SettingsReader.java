package dev.slipway.deployer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.deployer.config.Durations;
import dev.slipway.deployer.problem.NearestName;
import dev.slipway.deployer.release.Lease;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * From the environment, one YAML file and the shared parameter to {@link Settings}. The environment wins over the file, the
 * file over the parameter. Reports all faults at once; an unknown key is one.
 */
final class SettingsReader {
    private static final String SETTINGS_FILE = "SLIPWAY_SETTINGS";

    /** Key in the file to variable in the environment. */
    static final Map<String, String> VARIABLES = variables();

    /** What the shared parameter may hold; other keys in it are for newer versions. */
    private static final List<String> SHARED = List.of("queueUrl", "table", "config");

    private final List<String> faults = new ArrayList<>();
    private final Map<String, Found> values = new LinkedHashMap<>();

    /** A value and where it was found, for messages. */
    private record Found(String name, String value) {}

    private SettingsReader() {}

    /**
     * The settings of a process that runs, which has to be told all of them.
     *
     * @param readFile the text of a file; empty if it can't be read
     * @throws FaultySettings if anything is missing, unknown or wrong
     */
    static Settings forRunning(Map<String, String> environment, Function<String, Optional<String>> readFile) {
        SettingsReader reader = new SettingsReader();
        reader.readEnvironmentAndFile(environment, readFile);
        return reader.settings("set it, or '%s' in the file that " + SETTINGS_FILE + " names");
    }

    /**
     * The settings of an operator's command, which takes what it is not told from the parameter {@code /<prefix>/deployer}.
     *
     * @param readParameter the value of an SSM parameter; empty if there is none
     * @throws FaultySettings if anything is missing, unknown or wrong
     */
    static Settings forCommands(
            Map<String, String> environment,
            Function<String, Optional<String>> readFile,
            Function<String, Optional<String>> readParameter) {
        SettingsReader reader = new SettingsReader();
        reader.readEnvironmentAndFile(environment, readFile);
        String parameter = "/" + reader.text("prefix", Settings.DEFAULT_PREFIX) + "/deployer";
        readParameter.apply(parameter).ifPresent(json -> reader.readParameter(parameter, json));
        return reader.settings("set it, or '%s' in the SSM parameter '" + parameter + "'");
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("prefix", "SLIPWAY_PREFIX");
        variables.put("queueUrl", "SLIPWAY_QUEUE_URL");
        variables.put("table", "SLIPWAY_TABLE");
        variables.put("config", "SLIPWAY_CONFIG");
        variables.put("httpHost", "SLIPWAY_HTTP_HOST");
        variables.put("httpPort", "SLIPWAY_HTTP_PORT");
        variables.put("concurrency", "SLIPWAY_CONCURRENCY");
        variables.put("lease", "SLIPWAY_LEASE");
        return variables;
    }

    private void readEnvironmentAndFile(Map<String, String> environment, Function<String, Optional<String>> readFile) {
        String file = environment.getOrDefault(SETTINGS_FILE, "");
        if (!file.isEmpty()) {
            readFile.apply(file)
                    .ifPresentOrElse(
                            text -> readYaml(file, text),
                            () -> faults.add(SETTINGS_FILE + ": the file '" + file + "' can't be read"));
        }
        List<String> known = new ArrayList<>(VARIABLES.values());
        known.add(SETTINGS_FILE);
        environment.keySet().stream()
                .filter(name -> name.startsWith("SLIPWAY_") && !known.contains(name))
                .sorted()
                .forEach(name -> faults.add(name + ": is not a setting" + NearestName.hint(name, known)));
        VARIABLES.forEach((key, variable) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                values.put(key, new Found(variable, value));
            }
        });
    }

    private void readYaml(String file, String text) {
        Object tree;
        try {
            tree = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
        } catch (YamlEngineException e) {
            faults.add(file + ": is not YAML: " + e.getMessage());
            return;
        }
        if (!(tree instanceof Map<?, ?> keys)) {
            faults.add(file + ": holds no keys; write each as 'key: value', one of '"
                    + String.join("', '", VARIABLES.keySet()) + "'");
            return;
        }
        keys.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (!VARIABLES.containsKey(name)) {
                faults.add(file + ": '" + name + "' is not a setting" + NearestName.hint(name, VARIABLES.keySet()));
            } else if (value != null) {
                values.put(name, new Found(name + " in " + file, String.valueOf(value)));
            }
        });
    }

    private void readParameter(String parameter, String json) {
        JsonNode tree;
        try {
            tree = JsonMapper.builder().build().readTree(json);
        } catch (JsonProcessingException e) {
            faults.add("SSM parameter '" + parameter + "': is not JSON: " + e.getOriginalMessage());
            return;
        }
        for (String key : SHARED) {
            String value = tree.path(key).asText("");
            if (!value.isEmpty()) {
                values.putIfAbsent(key, new Found(key + " in the SSM parameter '" + parameter + "'", value));
            }
        }
    }

    private Settings settings(String howToSet) {
        Settings settings = new Settings(
                checked("prefix", Settings.DEFAULT_PREFIX, SettingsReader::isName, "letters, digits, '-', '_' and '.'"),
                checked("queueUrl", required("queueUrl", howToSet), SettingsReader::isUrl, "an 'http' or 'https' URL"),
                checked(
                        "table",
                        required("table", howToSet),
                        SettingsReader::isTable,
                        "3 to 255 letters, digits, '-', '_' and '.'"),
                ConfigLocation.parse(checked(
                                "config",
                                required("config", howToSet),
                                text -> ConfigLocation.parse(text).isPresent(),
                                "a directory or 's3://<bucket>/<prefix>'"))
                        .orElse(new ConfigLocation.Directory(Path.of(""))),
                checked(
                        "httpHost",
                        Settings.DEFAULT_HTTP_HOST,
                        SettingsReader::isAddress,
                        "an IP address; '127.0.0.1' is this machine alone, '0.0.0.0' lets others ask"),
                number("httpPort", Settings.DEFAULT_HTTP_PORT, 0, 65_535),
                number("concurrency", Settings.DEFAULT_CONCURRENCY, 1, 64),
                lease());
        if (!faults.isEmpty()) {
            throw FaultySettings.with(faults);
        }
        return settings;
    }

    private String text(String key, String otherwise) {
        Found found = values.get(key);
        return found == null ? otherwise : found.value();
    }

    private String required(String key, String howToSet) {
        if (!values.containsKey(key)) {
            faults.add(VARIABLES.get(key) + ": is not set; " + howToSet.formatted(key));
        }
        return "";
    }

    private String checked(String key, String otherwise, Predicate<String> isRight, String allowed) {
        Found found = values.get(key);
        if (found == null) {
            return otherwise;
        }
        if (!isRight.test(found.value())) {
            faults.add(found.name() + ": '" + found.value() + "' is not " + allowed);
            return otherwise;
        }
        return found.value();
    }

    private int number(String key, int otherwise, int least, int most) {
        String allowed = "a whole number from " + least + " to " + most;
        String text = checked(key, Integer.toString(otherwise), value -> isWithin(value, least, most), allowed);
        return Integer.parseInt(text);
    }

    private Lease lease() {
        String text = checked("lease", "", SettingsReader::isLease, "a time from '10s' to '5m', such as '30s'");
        return Durations.parse(text).map(Lease::new).orElse(Lease.DEFAULT);
    }

    private static boolean isLease(String text) {
        return Durations.parse(text)
                .filter(time -> time.compareTo(Lease.SHORTEST) >= 0 && time.compareTo(Lease.LONGEST) <= 0)
                .isPresent();
    }

    private static boolean isWithin(String text, int least, int most) {
        return text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
    }

    private static boolean isName(String text) {
        return text.matches("[A-Za-z0-9_.-]+");
    }

    private static boolean isTable(String text) {
        return text.matches("[A-Za-z0-9_.-]{3,255}");
    }

    private static boolean isUrl(String text) {
        try {
            URI url = URI.create(text);
            return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** In figures: a name could mean another address tomorrow. */
    private static boolean isAddress(String text) {
        return text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]+");
    }
}

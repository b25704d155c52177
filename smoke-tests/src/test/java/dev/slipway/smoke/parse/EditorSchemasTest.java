package dev.slipway.smoke.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.smoke.judge.Predicates;
import dev.slipway.smoke.judge.Schemas;
import dev.slipway.smoke.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What editors are told of the format is what the parser knows: one corpus, the same answers from both. */
class EditorSchemasTest {
    private static final JsonNode SUITE = JsonSchemas.published("suite");
    private static final JsonNode TARGETS = JsonSchemas.published("targets");
    private static final Path FAULTS = Path.of("src/test/resources/faults");

    /** Wrong in a way a schema can't see: how much its aliases unfold to. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of("aliases.yaml");

    /** Not YAML 1.2 at all, so nothing a schema is asked about. */
    private static final Set<String> NOT_READ = Set.of("doubled.yaml", "not-yaml.yaml", "empty.yaml", "yaml-1.1.yaml");

    @ParameterizedTest
    @ValueSource(strings = {"suite", "targets", "report"})
    void eachIsASchemaItself(String kind) {
        var faults = Schemas.faults(JsonSchemas.published(kind));

        assertThat(faults).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMappingHasTheKeysTheParserKnows() {
        return Arrays.stream(Block.values())
                .map(block -> DynamicTest.dynamicTest(block.title(), () -> {
                    var known = names(mapping(block).path("properties"));

                    assertThat(known).containsExactlyInAnyOrderElementsOf(block.keys());
                    assertThat(mapping(block).path("additionalProperties").asBoolean(true))
                            .isFalse();
                }));
    }

    @Test
    void predicatesAreThoseOfTheJudge() {
        var known = names(SUITE.at("/$defs/predicates/properties"));

        assertThat(known).containsExactlyInAnyOrderElementsOf(Predicates.NAMES);
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsRightByBoth() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples/suites"))) {
            return Stream.concat(
                            files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream(),
                            Stream.of(Path.of("examples/targets.yaml")))
                    .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                        boolean isSuite = !file.endsWith("targets.yaml");

                        assertThat(JsonSchemas.faults(isSuite ? SUITE : TARGETS, json(Files.readString(file))))
                                .isEmpty();
                        assertThat(isRight(file, isSuite)).isTrue();
                        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=");
                    }));
        }
    }

    @TestFactory
    Stream<DynamicTest> wrongFilesAreWrongByBoth() throws IOException {
        try (Stream<Path> files = Files.list(FAULTS)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml")
                            && !NOT_READ.contains(file.getFileName().toString()))
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        boolean isSeen =
                                !BEYOND_A_SCHEMA.contains(file.getFileName().toString());

                        assertThat(!JsonSchemas.faults(SUITE, json(Files.readString(file)))
                                        .isEmpty())
                                .isEqualTo(isSeen);
                        assertThat(isRight(file, true)).isFalse();
                    }));
        }
    }

    @Nested
    class OneStepAtATime {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{get: /}",
                    "{get: '${location}'}",
                    "{post: /, json: null}",
                    "{post: /, form: {a: 1, b: [x, true]}}",
                    "{put: /, text: 7}",
                    "{patch: /, multipart: {a: x}}",
                    "{post: /, graphql: {query: '{ me }', variables: {a: [1]}, operation: me}, safe: true}",
                    "{get: /, timeout: 1.5s, followRedirects: 3, httpVersion: 2}",
                    "{get: /, httpVersion: '1.1', auth: {bearer: x}}",
                    "{get: /, auth: {basic: {user: a, password: b}}}",
                    "{get: /, expect: {status: 200}}",
                    "{get: /, expect: {status: [200, 404]}}",
                    "{get: /, expect: {headers: {A: b, C: {exists: false}, D: {gte: 3}}}}",
                    "{get: /, expect: {json: {a: null, b: [1], c: {equals: {d: 1}}, d: {not: {in: [1]}}, e: {count: {gte: 1}}}}}",
                    "{get: /, expect: {json: {a: {each: {type: string, matches: x}}, b: {type: [string, 'null']}, c: {nearNow: 2s}}}}",
                    "{get: /, expect: {json: {a: {between: [1, 2.5], gt: 0}, b: {format: uuid}, c: {contains: x}}}}",
                    "{get: /, expect: {body: {contains: [a, b], matches: x, maxBytes: 10}, duration: {lt: 1s, gte: 1ms}}}",
                    "{get: /, expect: {tls: {expiresAfter: 21d, version: [TLSv1.2, TLSv1.3]}}}",
                    "{get: /, expect: {sameAs: {target: baseline, ignore: ['items[*].etag'], required: true}}}",
                    "{get: /, poll: {within: 5s, every: 200ms, stopOn: {status: 410}}}",
                    "{get: /, capture: {a: {json: id}, b: {header: X, secret: true}, c: {status: true}, d: {body: true}}}",
                    "{post: /, capture: {a: {json: id}}, cleanup: [{delete: '/${a}', expect: {status: [204, 404]}}]}"
                })
        void rightOnesAreRightByBoth(String step) {
            var suite = suite("{name: one, steps: [" + step + "]}").replace("${location}", "${run.id}");

            assertThat(JsonSchemas.faults(SUITE, json(suite))).isEmpty();
            assertThat(isRight(suite)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{get: /, post: /}",
                    "{get: todos}",
                    "{get: 'https://x/'}",
                    "{get: //x/}",
                    "{get: 3}",
                    "{fetch: /}",
                    "{get: /, json: {}}",
                    "{post: /, json: {}, text: a}",
                    "{post: /, form: [a]}",
                    "{post: /, graphql: {variables: {}}}",
                    "{post: /, file: {type: text/plain}}",
                    "{post: /, multipart: {a: {path: x}}}",
                    "{get: /, timeout: 5}",
                    "{get: /, timeout: 5 s}",
                    "{get: /, safe: 1}",
                    "{get: /, followRedirects: -1}",
                    "{get: /, httpVersion: 3}",
                    "{get: /, headers: {A: null}}",
                    "{get: /, query: {a: {b: c}}}",
                    "{get: /, auth: {}}",
                    "{get: /, auth: {basic: {user: a}}}",
                    "{get: /, auth: {basic: {user: a, password: b}, bearer: c}}",
                    "{get: /, expect: {status: []}}",
                    "{get: /, expect: {status: 99}}",
                    "{get: /, expect: {status: ok}}",
                    "{get: /, expect: {headers: {A: 3}}}",
                    "{get: /, expect: {json: {a: {}}}}",
                    "{get: /, expect: {json: {a: {greater: 3}}}}",
                    "{get: /, expect: {json: {a: {type: strng}}}}",
                    "{get: /, expect: {json: {a: {format: datetime}}}}",
                    "{get: /, expect: {json: {a: {between: [1]}}}}",
                    "{get: /, expect: {json: {a: {exists: maybe}}}}",
                    "{get: /, expect: {json: {a: {nearNow: 2}}}}",
                    "{get: /, expect: {body: {sha256: abc}}}",
                    "{get: /, expect: {body: {empty: 1}}}",
                    "{get: /, expect: {body: {contains: 3}}}",
                    "{get: /, expect: {duration: {lt: 1}}}",
                    "{get: /, expect: {duration: {max: 1s}}}",
                    "{get: /, expect: {tls: {}}}",
                    "{get: /, expect: {tls: {version: SSLv3}}}",
                    "{get: /, expect: {sameAs: {}}}",
                    "{get: /, expect: {sameAs: {target: blue}}}",
                    "{get: /, poll: {every: 1s}}",
                    "{get: /, poll: {within: 1s, stopOn: {}}}",
                    "{get: /, capture: {a: {}}}",
                    "{get: /, capture: {a: {json: a, header: b}}}",
                    "{get: /, capture: {a: {status: false}}}",
                    "{post: /, cleanup: [{delete: /, capture: {a: {json: a}}}]}",
                    "{post: /, cleanup: []}"
                })
        void wrongOnesAreWrongByBoth(String step) {
            var suite = suite("{name: one, steps: [" + step + "]}");

            assertThat(JsonSchemas.faults(SUITE, json(suite))).isNotEmpty();
            assertThat(isRight(suite)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{steps: [{get: /}]}",
                "{name: '', steps: [{get: /}]}",
                "{name: a}",
                "{name: a, steps: []}",
                "{name: a, steps: {get: /}}",
                "{name: a, retries: 11, steps: [{get: /}]}",
                "{name: a, retries: 1, repeat: {count: 2}, steps: [{get: /}]}",
                "{name: a, repeat: {count: 1}, steps: [{get: /}]}",
                "{name: a, repeat: {}, steps: [{get: /}]}",
                "{name: a, repeat: {count: 2, concurrency: 65}, steps: [{get: /}]}",
                "{name: a, latency: {}, steps: [{get: /}]}",
                "{name: a, latency: {p42: 1s}, steps: [{get: /}]}",
                "{name: a, data: [], steps: [{get: /}]}",
                "{name: a, data: [{a: [1]}], steps: [{get: /}]}",
                "{name: a, advisory: 'yes', steps: [{get: /}]}",
                "{name: a, skip: 3, steps: [{get: /}]}",
                "{name: a, tags: [3], steps: [{get: /}]}"
            })
    void wrongTestsAreWrongByBoth(String test) {
        var suite = suite(test);

        assertThat(JsonSchemas.faults(SUITE, json(suite))).isNotEmpty();
        assertThat(isRight(suite)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{target: {}}",
                "{targets: {a: {}}}",
                "{targets: {a: {url: 'ftp://x'}}}",
                "{targets: {a: {url: 'https://x/path'}}}",
                "{targets: {a: {url: 'https://x', connectTo: nowhere}}}",
                "{targets: {a: {url: 'https://x', allowWrites: maybe}}}",
                "{targets: {a: {url: 'https://x', family: 5}}}",
                "{targets: {a: {url: 'https://x', certFile: a.pem}}}",
                "{targets: {a: {url: 'https://x', conectTo: 'y:1'}}}"
            })
    void wrongTargetsAreWrongByBoth(String targets) {
        var loaded = TargetsLoader.load(new SuiteText("targets.yaml", targets));

        assertThat(JsonSchemas.faults(TARGETS, json(targets))).isNotEmpty();
        assertThat(loaded).isInstanceOf(LoadedTargets.Faulty.class);
    }

    private static JsonNode mapping(Block block) {
        return switch (block) {
            case SUITE -> SUITE;
            case TARGETS -> TARGETS;
            case TARGET -> TARGETS.at("/$defs/target");
            default -> SUITE.path("$defs").path(camel(block.name()));
        };
    }

    /** {@code CLEANUP_STEP} as {@code cleanupStep}. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_", -1)) {
            camel.append(camel.isEmpty() ? word.substring(0, 1).toLowerCase(Locale.ROOT) : word.substring(0, 1))
                    .append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return camel.toString();
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String suite(String test) {
        return "{version: 1, suite: a, tests: [" + test + "]}";
    }

    private static boolean isRight(String suite) {
        return SuiteLoader.load(List.of(new SuiteText("suites/a.yaml", suite))) instanceof Loaded.Suites;
    }

    private static boolean isRight(Path file, boolean isSuite) throws IOException {
        return isSuite
                ? SuiteLoader.read(List.of(file)) instanceof Loaded.Suites
                : TargetsLoader.load(new SuiteText(file.toString(), Files.readString(file)))
                        instanceof LoadedTargets.Targets;
    }

    private static JsonNode json(String yaml) {
        Faults faults = new Faults();
        SuiteText text = new SuiteText("a.yaml", yaml);
        faults.source(text);
        return YamlReader.read(text, faults).orElseThrow().toJson();
    }
}

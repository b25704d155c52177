package dev.slipway.deployer.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Terraform writes, as its own tests hold it in golden files: so that what it writes and what the deployer reads can't
 * drift apart without a test of one side failing.
 */
public final class Terraform {
    private static final Path ROOT = Path.of("..", "infra-terraform");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Terraform() {}

    /** The configuration tree of production. */
    public static Path configuration() {
        return ROOT.resolve("environments/prod/tests/golden/config");
    }

    /** {@code environment}, {@code parameter} and {@code policy} of the deployer of production. */
    public static JsonNode deployer() {
        return json("environments/prod/tests/golden/deployer.json");
    }

    /** Event patterns by rule, for the names in {@link SampleEvents}. */
    public static JsonNode patterns() {
        return json("modules/events/tests/golden/patterns.json");
    }

    /** The pattern by which people are told of releases. */
    public static JsonNode toldToPeople() {
        return json("modules/observability/tests/golden/told-to-people.json");
    }

    private static JsonNode json(String path) {
        try {
            return JSON.readTree(Files.readString(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

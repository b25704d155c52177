package dev.slipway.demo.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files by which teams tell the deployer about their services: the service itself, its smoke tests, its task definition.
 *
 * @param root the directory that holds them
 */
public record ConfigurationTree(Path root) {

    /** Writes the three files of one service. */
    public void write(Infrastructure made) {
        Site site = made.site();
        put(serviceFile(site), service(site));
        put(suiteFile(site), suite(site));
        put(templateFile(site), template(made));
    }

    public String serviceFile(Site site) {
        return "services/" + site.name() + ".yaml";
    }

    public String suiteFile(Site site) {
        return "suites/" + site.name() + ".yaml";
    }

    public String templateFile(Site site) {
        return "templates/" + site.name() + ".json";
    }

    /**
     * Writes one file.
     *
     * @param name relative to the tree
     */
    public void put(String name, String content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            // Moved into place, so that nobody reads the half of it.
            Path beside = Files.writeString(file.resolveSibling("." + file.getFileName()), content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write '" + name + "' into '" + root + "'", e);
        }
    }

    /**
     * Writes one file with a part of it replaced; answers what it said before.
     *
     * @throws IllegalArgumentException if {@code part} is not in it
     */
    public String replace(String name, String part, String by) {
        String before = read(name);
        if (!before.contains(part)) {
            throw new IllegalArgumentException("there is no '" + part + "' in '" + name + "'");
        }
        put(name, before.replace(part, by));
        return before;
    }

    /** What one file says. */
    public String read(String name) {
        try {
            return Files.readString(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + name + "' in '" + root + "'", e);
        }
    }

    private static String service(Site site) {
        return """
                name: %4$s
                service: %4$s
                cluster: main
                image: {repository: %4$s, tags: ["v*"], containers: [app]}
                taskDefinition: {template: templates/%4$s.json}
                strategy: {kind: blue-green, bake: 1m}
                circuitBreaker: {enabled: true}
                identity: {get: /version, json: {digest: "${image.digest}"}}
                gates:
                  test:
                    suites: [suites/%4$s.yaml]
                    target: {url: "http://%1$s", connectTo: "127.0.0.1:%2$d"}
                    smoke: 12s
                    reruns: 1
                  production:
                    suites: [suites/%4$s.yaml]
                    tags: [critical]
                    target: {url: "http://%1$s", connectTo: "127.0.0.1:%3$d"}
                    smoke: 12s
                """.formatted(site.host(), site.testPort(), site.productionPort(), site.name());
    }

    private static String suite(Site site) {
        return """
                version: 1
                suite: %s
                defaults: {timeout: 5s}
                tests:
                  - name: says which image it is
                    tags: [critical]
                    steps:
                      - get: /version
                        expect:
                          status: 200
                          headers: {Content-Type: {startsWith: application/json}}
                          json: {digest: "${image.digest}"}
                  - name: has a front page
                    tags: [critical]
                    steps:
                      - get: /
                        expect: {status: 200, duration: {lt: 2s}}
                  - name: answers a question
                    steps:
                      - get: /ask
                        query: {q: why}
                        expect: {status: 200, json: {answer: {contains: "why"}}}
                  - name: refuses to answer nothing
                    steps:
                      - get: /ask
                        expect: {status: 400}
                """.formatted(site.name());
    }

    private static String template(Infrastructure made) {
        return """
                {
                  "family": "%s",
                  "requiresCompatibilities": ["FARGATE"],
                  "networkMode": "awsvpc",
                  "cpu": "256",
                  "memory": "512",
                  "containerDefinitions": [
                    {
                      "name": "app",
                      "image": "%s",
                      "essential": true,
                      "portMappings": [{"containerPort": 8080}]
                    }
                  ]
                }
                """.formatted(made.site().name(), made.repositoryUri());
    }
}

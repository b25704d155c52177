package dev.slipway.demo.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files by which a team tells the deployer about its service: the service itself, its smoke tests, its task definition. */
public final class ConfigurationTree {
    private ConfigurationTree() {}

    /** Writes the whole tree below {@code root}. */
    public static void write(Path root, Names names, String repositoryUri) {
        try {
            file(root.resolve("services/todo.yaml"), service(names));
            file(root.resolve("suites/todo.yaml"), suite());
            file(root.resolve("templates/todo.json"), template(repositoryUri));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the configuration into '" + root + "'", e);
        }
    }

    private static void file(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    private static String service(Names names) {
        return """
                name: todo
                service: todo
                cluster: main
                image: {repository: todo, tags: ["v*"], containers: [app]}
                taskDefinition: {template: templates/todo.json}
                strategy: {kind: blue-green, bake: 1m}
                circuitBreaker: {enabled: true}
                identity: {get: /version, json: {digest: "${image.digest}"}}
                gates:
                  test:
                    suites: [suites/todo.yaml]
                    target: {url: "http://%1$s", connectTo: "127.0.0.1:%2$d"}
                    smoke: 12s
                    reruns: 1
                  production:
                    suites: [suites/todo.yaml]
                    tags: [critical]
                    target: {url: "http://%1$s", connectTo: "127.0.0.1:%3$d"}
                    smoke: 12s
                """.formatted(Names.HOST, names.testPort(), names.productionPort());
    }

    private static String suite() {
        return """
                version: 1
                suite: todo
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
                """;
    }

    private static String template(String repositoryUri) {
        return """
                {
                  "family": "todo",
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
                """.formatted(repositoryUri);
    }
}

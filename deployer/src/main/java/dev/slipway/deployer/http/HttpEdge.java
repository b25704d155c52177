package dev.slipway.deployer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.reconcile.JournalNewer;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.reconcile.port.PortFailure;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The deployer over HTTP, for reading only: {@code /healthz}, {@code /readyz}, {@code /metrics}, {@code /api/services},
 * {@code /api/services/<name>}, {@code /api/services/<name>/releases}, {@code /api/releases/<id>}.
 */
public final class HttpEdge implements AutoCloseable {
    private static final int HISTORY = 50;

    private final Javalin server;
    private final Readiness readiness;
    private final Metrics metrics;
    private final Records records;

    private HttpEdge(Readiness readiness, Metrics metrics, Records records) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.records = records;
        this.server = Javalin.create(this::configure);
    }

    /**
     * Starts to answer.
     *
     * @param host {@code 127.0.0.1}, or {@code 0.0.0.0} for all of the machine's addresses
     * @param port 0 is any free one
     */
    public static HttpEdge start(String host, int port, Readiness readiness, Metrics metrics, Records records) {
        var edge = new HttpEdge(readiness, metrics, records);
        edge.server.start(host, port);
        return edge;
    }

    /** The port it listens at. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.routes.get("/healthz", context -> context.result("ok\n"));
        config.routes.get("/readyz", this::ready);
        config.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.text()));
        config.routes.get("/api/services", context -> answer(context, services()));
        config.routes.get("/api/services/{name}", context -> found(context, "service", this::service));
        config.routes.get("/api/services/{name}/releases", context -> found(context, "service", this::releases));
        config.routes.get("/api/releases/{name}", context -> found(context, "release", this::release));
        config.routes.exception(
                PortFailure.class,
                (failure, context) -> refuse(context, 503, "the journal did not answer: " + failure.getMessage()));
        config.routes.exception(JournalNewer.class, (newer, context) -> refuse(context, 503, newer.getMessage()));
    }

    private void ready(Context context) {
        List<String> waiting = readiness.waitingFor();
        if (waiting.isEmpty()) {
            context.result("ready\n");
        } else {
            context.status(503).result("waiting for:\n  " + String.join("\n  ", waiting) + "\n");
        }
    }

    private JsonNode services() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (ServiceName name : records.services()) {
            records.state(name).ifPresent(state -> all.add(RecordJson.service(state)));
        }
        return JsonNodeFactory.instance.objectNode().set("services", all);
    }

    private Optional<ObjectNode> service(String name) {
        return records.state(new ServiceName(name)).map(RecordJson::service);
    }

    private Optional<ObjectNode> releases(String name) {
        var service = new ServiceName(name);
        return records.state(service)
                .map(state -> JsonNodeFactory.instance
                        .objectNode()
                        .set("releases", RecordJson.history(records.history(service, HISTORY))));
    }

    private Optional<ObjectNode> release(String id) {
        return records.release(new ReleaseId(id)).map(RecordJson::told);
    }

    private static void found(Context context, String kind, Function<String, Optional<ObjectNode>> read) {
        String name = context.pathParam("name");
        try {
            read.apply(name)
                    .ifPresentOrElse(
                            json -> answer(context, json),
                            () -> refuse(context, 404, "Slipway knows no " + kind + " '" + name + "'"));
        } catch (IllegalArgumentException e) {
            refuse(context, 400, String.valueOf(e.getMessage()));
        }
    }

    private static void answer(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toPrettyString() + "\n");
    }

    private static void refuse(Context context, int status, String why) {
        context.status(status);
        answer(context, JsonNodeFactory.instance.objectNode().put("error", why));
    }
}

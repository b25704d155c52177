package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.drive.Calls;
import dev.slipway.sandbox.model.AwsRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one address at which every modelled AWS service answers. */
public final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private final Calls calls;
    private final String account;
    private final Function<Inbound, Answer> sqs;
    private final Function<Inbound, Answer> s3;
    private final Interference interference;
    private final Supplier<String> requestIds;
    private final BiConsumer<Inbound, Answer> witness;
    private final Apis apis = new Apis();

    /** An endpoint whose answers nobody watches; the rest is as for the other constructor. */
    public Endpoint(
            Calls calls,
            String account,
            Function<Inbound, Answer> sqs,
            Function<Inbound, Answer> s3,
            Interference interference,
            Supplier<String> requestIds) {
        this(calls, account, sqs, s3, interference, requestIds, (request, answer) -> {});
    }

    /**
     * An endpoint.
     *
     * @param sqs answers what is for SQS, which is no part of the model
     * @param s3  answers what is for S3, which is none either
     * @param interference what may go wrong on the way
     * @param witness      is shown every request with its answer before that is sent
     */
    public Endpoint(
            Calls calls,
            String account,
            Function<Inbound, Answer> sqs,
            Function<Inbound, Answer> s3,
            Interference interference,
            Supplier<String> requestIds,
            BiConsumer<Inbound, Answer> witness) {
        this.calls = calls;
        this.account = account;
        this.sqs = sqs;
        this.s3 = s3;
        this.interference = interference;
        this.requestIds = requestIds;
        this.witness = witness;
    }

    /** Adds the endpoint's routes; they take every path that no more specific route takes. */
    public void addTo(RoutesConfig routes) {
        routes.post("/*", this::serve);
        routes.get("/*", this::serve);
        routes.put("/*", this::serve);
        routes.delete("/*", this::serve);
        routes.head("/*", this::serve);
        routes.patch("/*", this::serve);
    }

    /** The names of the services and, for each, its modelled actions. */
    public Map<String, List<String>> services() {
        return apis.services();
    }

    private void serve(Context context) {
        Inbound request = inbound(context);
        Answer answer = new OwnName(context.req().getLocalPort()).as(request, answer(request), apis);
        witness.accept(request, answer);
        context.status(answer.status());
        answer.headers().forEach(context::header);
        context.contentType(answer.contentType());
        if (answer.delay().isZero()) {
            context.result(answer.body());
            return;
        }
        context.future(() -> CompletableFuture.runAsync(
                () -> context.result(answer.body()),
                CompletableFuture.delayedExecutor(answer.delay().toMillis(), TimeUnit.MILLISECONDS)));
    }

    private static Inbound inbound(Context context) {
        var headers = new TreeMap<String, String>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        String query = context.queryString();
        return new Inbound(
                context.method().name(), context.path(), query == null ? "" : query, headers, context.bodyAsBytes());
    }

    /** Answers one request. */
    Answer answer(Inbound request) {
        return switch (Addressed.by(request, apis)) {
            case Addressed.Sqs(Protocol protocol) ->
                SqsActions.ALL.contains(protocol.action())
                        ? disturbed("sqs", protocol, () -> queue(request, protocol))
                        : protocol.refuse(SqsActions.refusal(protocol.action()), requestIds.get());
            case Addressed.S3 s3Too -> s3.apply(request);
            case Addressed.Known known ->
                disturbed(
                        known.api().names().service(),
                        known.protocol(),
                        () -> answer(request, known.protocol(), known.api()));
            case Addressed.Unknown unknown -> unknown.protocol().refuse(unknown.refusal(), requestIds.get());
        };
    }

    private Answer queue(Inbound request, Protocol protocol) {
        try {
            SqsActions.checkAttributes(protocol);
        } catch (AwsRefusal refusal) {
            return protocol.refuse(refusal, requestIds.get());
        }
        return sqs.apply(request);
    }

    private Answer disturbed(String service, Protocol protocol, Supplier<Answer> undisturbed) {
        Interference.Disturbance disturbance = interference.of(service, protocol.action());
        Answer answer = switch (disturbance.kind()) {
            case NONE, SLOW -> undisturbed.get();
            case REFUSED -> protocol.refuse(disturbance.refusal(), requestIds.get());
            case UNANSWERED -> {
                Answer lost = undisturbed.get();
                LOG.debug("{} {} had its effect; its answer, {}, is lost", service, protocol.action(), lost.status());
                yield protocol.refuse(disturbance.refusal(), requestIds.get());
            }
        };
        return answer.after(disturbance.delay());
    }

    private Answer answer(Inbound request, Protocol protocol, Api api) {
        String requestId = requestIds.get();
        try {
            var call = api.decode(
                    protocol.action(),
                    protocol.members(),
                    protocol.kinds(),
                    Caller.from(request).arn(account));
            return protocol.answer(api, calls.call(call), requestId);
        } catch (AwsRefusal refusal) {
            LOG.debug(
                    "{} {} refused: {}: {}",
                    api.names().service(),
                    protocol.action(),
                    refusal.code(),
                    refusal.getMessage());
            return protocol.refuse(refusal, requestId);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", api.names().service(), protocol.action(), e);
            return protocol.refuse(
                    AwsRefusal.server("InternalFailure", "The sandbox failed, which is a fault of its own: " + e),
                    requestId);
        }
    }
}

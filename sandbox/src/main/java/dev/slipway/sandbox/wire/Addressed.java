package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.model.AwsRefusal;
import java.util.Optional;

/** Whom a request is for, and how it is spoken to. */
sealed interface Addressed {

    /** SQS, in whichever protocol. */
    record Sqs(Protocol protocol) implements Addressed {}

    /** S3, whose requests name no action: method and path say it. */
    record S3() implements Addressed {}

    /** A modelled service. */
    record Known(Protocol protocol, Api api) implements Addressed {}

    /** Nobody the sandbox models. */
    record Unknown(Protocol protocol, AwsRefusal refusal) implements Addressed {}

    /** Finds out by headers, path and form, in the order in which they are certain. */
    static Addressed by(Inbound request, Apis apis) {
        if (Caller.from(request).service().equals("s3")) {
            return new S3();
        }
        String target = JsonProtocol.targetPrefix(request);
        if (target.equals("AmazonSQS")) {
            return new Sqs(new JsonProtocol(request));
        }
        if (!target.isEmpty()) {
            return known(new JsonProtocol(request), apis.byTargetPrefix(target), apis, target);
        }
        String rpc = CborProtocol.service(request);
        if (!rpc.isEmpty()) {
            return known(new CborProtocol(request), apis.byTargetPrefix(rpc), apis, rpc);
        }
        return byForm(request, apis);
    }

    private static Addressed byForm(Inbound request, Apis apis) {
        QueryForm form = QueryForm.from(request);
        String service = Caller.from(request).service();
        if (!form.value("Action").isEmpty()) {
            if (form.value("Version").equals("2012-11-05") || service.equals("sqs")) {
                return new Sqs(new QueryProtocol(form, "http://queue.amazonaws.com/doc/2012-11-05/"));
            }
            Optional<Api> api = apis.byVersion(form.value("Version"), service);
            String namespace = api.map(found -> found.names().xmlNamespace()).orElse("");
            return known(new QueryProtocol(form, namespace), api, apis, service + " " + form.value("Version"));
        }
        String asked = service.isEmpty() ? request.method() + " " + request.path() : service;
        return known(new QueryProtocol(form, ""), Optional.empty(), apis, asked);
    }

    private static Addressed known(Protocol protocol, Optional<Api> api, Apis apis, String asked) {
        return api.<Addressed>map(found -> new Known(protocol, found))
                .orElseGet(() -> new Unknown(
                        protocol,
                        AwsRefusal.notModelled("The sandbox does not model '" + asked.strip() + "'. It models: "
                                + String.join(", ", apis.services().keySet()) + ".")));
    }
}

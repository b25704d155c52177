package dev.slipway.sandbox.wire;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Remembers which actions were asked of a sandbox and done, each as {@code service Action}. */
final class Heard implements BiConsumer<Inbound, Answer> {
    private final Apis apis = new Apis();
    private final ConcurrentSkipListSet<String> done = new ConcurrentSkipListSet<>();
    private final ConcurrentSkipListSet<String> inQueryProtocol = new ConcurrentSkipListSet<>();

    @Override
    public void accept(Inbound request, Answer answer) {
        if (answer.status() / 100 != 2) {
            return;
        }
        switch (Addressed.by(request, apis)) {
            case Addressed.Sqs(Protocol protocol) -> add("sqs", protocol);
            case Addressed.Known known -> add(known.api().names().service(), known.protocol());
            case Addressed.S3 s3 -> done.add("s3 " + objectAction(request));
            case Addressed.Unknown unknown -> {}
        }
    }

    private void add(String service, Protocol protocol) {
        done.add(service + " " + protocol.action());
        if (protocol instanceof QueryProtocol) {
            inQueryProtocol.add(service + " " + protocol.action());
        }
    }

    private static String objectAction(Inbound request) {
        String path = request.path().substring(1);
        boolean isObject = path.indexOf('/') > 0 && path.indexOf('/') < path.length() - 1;
        return switch (request.method()) {
            case "PUT" -> isObject ? "PutObject" : "CreateBucket";
            case "DELETE" -> isObject ? "DeleteObject" : "DeleteBucket";
            case "HEAD" -> isObject ? "HeadObject" : "HeadBucket";
            case "GET" -> isObject ? "GetObject" : listing(request, path);
            default -> request.method();
        };
    }

    private static String listing(Inbound request, String path) {
        if (path.isEmpty()) {
            return "ListBuckets";
        }
        return request.query().contains("list-type=2") ? "ListObjectsV2" : "GetBucketLocation";
    }

    /** Of the actions in the sandbox's own table, those that nobody asked for, or that were always refused. */
    List<String> neverDone(Predicate<String> service) {
        var missing = new TreeSet<String>();
        apis.services().forEach((name, actions) -> {
            if (service.test(name)) {
                actions.forEach(action -> missing.add(name + " " + action));
            }
        });
        missing.removeAll(done);
        return List.copyOf(missing);
    }

    /** What was done for a client that spoke the query protocol. */
    List<String> inQueryProtocol() {
        return List.copyOf(inQueryProtocol);
    }
}

package dev.slipway.sandbox.s3;

import dev.slipway.sandbox.wire.Answer;
import dev.slipway.sandbox.wire.Inbound;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what clients ask S3, path-style: {@code /bucket/key}. */
public final class S3Front {
    private static final Logger LOG = LoggerFactory.getLogger(S3Front.class);
    private static final Set<String> LISTING = Set.of(
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner");
    /** What would change the answer, and is not looked at. */
    private static final List<String> UNMODELLED_HEADERS =
            List.of("range", "if-match", "if-modified-since", "if-unmodified-since");

    /** What goes with every request, or tells how its body comes; any other header of S3's own is not modelled. */
    private static final Pattern MODELLED_HEADERS = Pattern.compile(
            "(?!x-amz-).*|x-amz-(?:date|content-sha256|security-token|user-agent|decoded-content-length|trailer|te"
                    + "|sdk-checksum-algorithm|checksum-.*|expected-bucket-owner|request-payer)");

    private final Buckets buckets;
    private final InstantSource clock;
    private final String region;

    /** No buckets yet. */
    public S3Front(InstantSource clock, String region) {
        this(clock, region, Optional.empty());
    }

    /**
     * With the buckets of earlier processes.
     *
     * @param directory where they are kept; empty if nowhere
     */
    public S3Front(InstantSource clock, String region, Optional<Path> directory) {
        this.clock = clock;
        this.region = region;
        this.buckets = new Buckets(directory.map(ObjectFiles::new));
    }

    /** Answers one request, errors too. */
    public Answer answer(Inbound request) {
        try {
            for (String header : request.headers().keySet()) {
                if (UNMODELLED_HEADERS.contains(header)
                        || !MODELLED_HEADERS.matcher(header).matches()) {
                    throw S3Refusal.notModelled("the header '" + header + "'");
                }
            }
            Asked asked = Asked.by(request);
            if (asked.bucket().isEmpty()) {
                return account(asked);
            }
            return asked.key().isEmpty() ? bucket(asked) : object(asked, request);
        } catch (S3Refusal refusal) {
            LOG.debug("s3 {} {} refused: {}", request.method(), request.path(), refusal.getMessage());
            return xml(refusal.status(), error(request, refusal));
        }
    }

    private Answer account(Asked asked) {
        if (!asked.method().equals("GET") || !asked.query().isEmpty()) {
            throw unmodelled(asked);
        }
        var xml = Markup.of("ListAllMyBucketsResult").open("Buckets");
        for (Buckets.Listed bucket : buckets.list()) {
            String made = DateTimeFormatter.ISO_INSTANT.format(bucket.made());
            xml.open("Bucket").text("Name", bucket.name()).text("CreationDate", made);
            xml.close("Bucket");
        }
        return xml(200, xml.close("Buckets").end());
    }

    private Answer bucket(Asked asked) {
        if (asked.method().equals("GET") && asked.query().keySet().equals(Set.of("location"))) {
            buckets.check(asked.bucket());
            return xml(200, Markup.of("LocationConstraint").content(region).end());
        }
        if (asked.method().equals("GET")
                && asked.parameter("list-type", "").equals("2")
                && LISTING.containsAll(asked.query().keySet())
                && !asked.parameter("fetch-owner", "").equals("true")) {
            return xml(200, ListObjects.page(asked, buckets));
        }
        if (!asked.query().isEmpty()) {
            throw unmodelled(asked);
        }
        return switch (asked.method()) {
            case "PUT" -> {
                buckets.create(asked.bucket(), clock.instant());
                yield empty(200, Map.of("Location", "/" + asked.bucket()));
            }
            case "HEAD" -> {
                buckets.check(asked.bucket());
                yield empty(200, Map.of("x-amz-bucket-region", region));
            }
            case "DELETE" -> {
                buckets.delete(asked.bucket());
                yield empty(204, Map.of());
            }
            default -> throw unmodelled(asked);
        };
    }

    private Answer object(Asked asked, Inbound request) {
        if (!asked.query().isEmpty()) {
            throw unmodelled(asked);
        }
        return switch (asked.method()) {
            case "PUT" -> put(asked, request);
            case "GET" -> read(asked, request, true);
            case "HEAD" -> read(asked, request, false);
            case "DELETE" -> {
                buckets.remove(asked.bucket(), asked.key());
                yield empty(204, Map.of());
            }
            default -> throw unmodelled(asked);
        };
    }

    private Answer put(Asked asked, Inbound request) {
        String type = request.header("content-type");
        var object = StoredObject.of(
                AwsChunked.body(request), type.isEmpty() ? "binary/octet-stream" : type, clock.instant());
        boolean onlyNew = request.header("if-none-match").equals("*");
        if (!buckets.put(asked.bucket(), asked.key(), object, onlyNew)) {
            throw S3Refusal.preconditionFailed();
        }
        return empty(200, Map.of("ETag", object.etag()));
    }

    private Answer read(Asked asked, Inbound request, boolean withBody) {
        StoredObject object = buckets.get(asked.bucket(), asked.key());
        var headers = new TreeMap<>(Map.of(
                "ETag",
                object.etag(),
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        object.lastModified().atOffset(ZoneOffset.UTC)),
                "Accept-Ranges",
                "none"));
        if (request.header("if-none-match").equals(object.etag())) {
            return empty(304, headers);
        }
        if (!withBody) {
            headers.put("Content-Length", String.valueOf(object.bytes().length));
        }
        return new Answer(200, object.contentType(), headers, withBody ? object.bytes() : new byte[0]);
    }

    private static S3Refusal unmodelled(Asked asked) {
        String where = asked.key().isEmpty() ? "a bucket" : "an object";
        return S3Refusal.notModelled(asked.method() + " of " + (asked.bucket().isEmpty() ? "the account" : where)
                + (asked.query().isEmpty()
                        ? ""
                        : " with '" + String.join("', '", asked.query().keySet()) + "'"));
    }

    private static String error(Inbound request, S3Refusal refusal) {
        if (request.method().equals("HEAD")) {
            return "";
        }
        return Markup.ofError()
                .text("Code", refusal.code())
                .text("Message", refusal.words())
                .text("Resource", request.path())
                .end();
    }

    private static Answer xml(int status, String body) {
        return new Answer(status, "application/xml", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, "", headers, new byte[0]);
    }
}

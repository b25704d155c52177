package dev.slipway.sandbox.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/** One page of ListObjectsV2: keys in order, those beyond a delimiter folded into common prefixes. */
final class ListObjects {
    private static final int MOST = 1000;

    private final Asked asked;
    private final String prefix;
    private final String delimiter;
    private final boolean encoded;
    private final List<Map.Entry<String, StoredObject>> contents = new ArrayList<>();
    private final TreeSet<String> folders = new TreeSet<>();
    private String next = "";

    private ListObjects(Asked asked) {
        this.asked = asked;
        this.prefix = asked.parameter("prefix", "");
        this.delimiter = asked.parameter("delimiter", "");
        this.encoded = asked.parameter("encoding-type", "").equals("url");
    }

    static String page(Asked asked, Buckets buckets) {
        var page = new ListObjects(asked);
        page.fill(buckets.after(asked.bucket(), page.prefix, page.after()));
        return page.xml();
    }

    private String after() {
        String token = asked.parameter("continuation-token", "");
        if (token.isEmpty()) {
            return asked.parameter("start-after", "");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw S3Refusal.invalidArgument("The continuation token provided is incorrect");
        }
    }

    private void fill(SortedMap<String, StoredObject> found) {
        String last = "";
        for (var entry : found.entrySet()) {
            String folder = folder(entry.getKey());
            boolean isNew = folder.isEmpty() || !folders.contains(folder);
            if (isNew && contents.size() + folders.size() == most()) {
                next = last;
                return;
            }
            if (folder.isEmpty()) {
                contents.add(entry);
            } else {
                folders.add(folder);
            }
            last = entry.getKey();
        }
    }

    private String folder(String key) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        return end < 0 ? "" : key.substring(0, end + delimiter.length());
    }

    private int most() {
        String text = asked.parameter("max-keys", String.valueOf(MOST));
        if (!text.matches("\\d{1,9}")) {
            throw S3Refusal.invalidArgument("Provided max-keys not an integer or within integer range");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private String xml() {
        var xml = Markup.of("ListBucketResult");
        xml.text("Name", asked.bucket()).text("Prefix", url(prefix)).text("MaxKeys", String.valueOf(most()));
        xml.text("KeyCount", String.valueOf(contents.size() + folders.size()));
        xml.text("IsTruncated", String.valueOf(!next.isEmpty()));
        if (!delimiter.isEmpty()) {
            xml.text("Delimiter", url(delimiter));
        }
        if (encoded) {
            xml.text("EncodingType", "url");
        }
        if (!next.isEmpty()) {
            byte[] token = next.getBytes(StandardCharsets.UTF_8);
            xml.text("NextContinuationToken", Base64.getUrlEncoder().encodeToString(token));
        }
        for (var entry : contents) {
            StoredObject object = entry.getValue();
            xml.open("Contents").text("Key", url(entry.getKey()));
            xml.text("LastModified", DateTimeFormatter.ISO_INSTANT.format(object.lastModified()));
            xml.text("ETag", object.etag()).text("Size", String.valueOf(object.bytes().length));
            xml.text("StorageClass", "STANDARD").close("Contents");
        }
        folders.forEach(
                folder -> xml.open("CommonPrefixes").text("Prefix", url(folder)).close("CommonPrefixes"));
        return xml.end();
    }

    private String url(String text) {
        return encoded
                ? URLEncoder.encode(text, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/")
                : text;
    }
}

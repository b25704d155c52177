package dev.slipway.sandbox.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who signed a request. The signature itself is not checked.
 *
 * @param accessKeyId {@code anonymous} if the request is not signed
 * @param service     the service the signature is for, as in its credential scope; empty if not signed
 */
record Caller(String accessKeyId, String service) {
    /** In the header, or, percent-encoded, in a presigned URL. */
    private static final Pattern CREDENTIAL = Pattern.compile(
            "Credential=([^/,\\s%&]+)(?:/|%2F)\\d{8}(?:/|%2F)[^/,\\s%&]+(?:/|%2F)([^/,\\s%&]+)(?:/|%2F)aws4_request");

    static Caller from(Inbound request) {
        Matcher credential = CREDENTIAL.matcher(request.header("authorization") + "&" + request.query());
        return credential.find() ? new Caller(credential.group(1), credential.group(2)) : new Caller("anonymous", "");
    }

    /** The access key's id stands for the user's name: the sandbox knows no users. */
    String arn(String account) {
        return "arn:aws:iam::" + account + ":user/" + accessKeyId;
    }
}

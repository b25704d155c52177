package dev.slipway.sandbox.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An object.
 *
 * @param contentType as it was uploaded
 * @param etag        of one that was uploaded in one part: the MD5 of its bytes, in quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with another one
record StoredObject(byte[] bytes, String contentType, String etag, Instant lastModified) {

    static StoredObject of(byte[] bytes, String contentType, Instant now) {
        try {
            String md5 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            return new StoredObject(bytes, contentType, '"' + md5 + '"', now);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}

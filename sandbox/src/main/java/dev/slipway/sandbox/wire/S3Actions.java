package dev.slipway.sandbox.wire;

import java.util.List;

/** What of S3 is modelled, path-style. Its requests name no action: method, path and query say which it is. */
final class S3Actions {
    static final List<String> ALL = List.of(
            "CreateBucket",
            "DeleteBucket",
            "DeleteObject",
            "GetBucketLocation",
            "GetObject",
            "HeadBucket",
            "HeadObject",
            "ListBuckets",
            "ListObjectsV2",
            "PutObject");

    private S3Actions() {}
}

package dev.slipway.sandbox.s3;

/** An error of S3's: its code, its HTTP status, and words. */
final class S3Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String words;

    private S3Refusal(int status, String code, String words) {
        super(code + ": " + words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    static S3Refusal noSuchBucket() {
        return new S3Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static S3Refusal noSuchKey() {
        return new S3Refusal(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Refusal bucketTaken() {
        return new S3Refusal(
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.");
    }

    static S3Refusal bucketNotEmpty() {
        return new S3Refusal(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }

    static S3Refusal preconditionFailed() {
        return new S3Refusal(
                412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static S3Refusal invalidBucketName() {
        return new S3Refusal(400, "InvalidBucketName", "The specified bucket is not valid.");
    }

    static S3Refusal invalidArgument(String words) {
        return new S3Refusal(400, "InvalidArgument", words);
    }

    /** AWS would do it; the sandbox does not. */
    static S3Refusal notModelled(String what) {
        return new S3Refusal(501, "NotImplemented", "The sandbox's S3 does not model " + what + ".");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String words() {
        return words;
    }
}

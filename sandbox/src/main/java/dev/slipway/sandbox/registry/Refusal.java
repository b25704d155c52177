package dev.slipway.sandbox.registry;

import dev.slipway.sandbox.model.AwsRefusal;

/**
 * An error as the distribution protocol tells it.
 *
 * @param code one of the protocol's, such as {@code NAME_UNKNOWN}
 */
record Refusal(int status, String code, String message) {

    /** How ECR's refusals look here; for a repository that is not there, with what to do about it. */
    static Refusal of(AwsRefusal refusal, String repository, String endpoint) {
        String message = refusal.getMessage();
        return switch (refusal.code()) {
            case "RepositoryNotFoundException" ->
                new Refusal(
                        404,
                        "NAME_UNKNOWN",
                        message + ". To create it: aws --endpoint-url " + endpoint
                                + " ecr create-repository --repository-name " + repository);
            case "ImageNotFound" -> new Refusal(404, "MANIFEST_UNKNOWN", message);
            case "ImageTagAlreadyExistsException" -> new Refusal(400, "TAG_INVALID", message);
            case "ImageDigestDoesNotMatchException" -> new Refusal(400, "DIGEST_INVALID", message);
            case "LayersNotFoundException", "ReferencedImagesNotFoundException" ->
                new Refusal(400, "MANIFEST_BLOB_UNKNOWN", message);
            default -> new Refusal(400, "MANIFEST_INVALID", message);
        };
    }
}

package dev.slipway.deployer.reconcile.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import java.util.List;
import java.util.Optional;

/** Our ECR. Every method throws {@link PortFailure}. */
public interface Images {

    /** DescribeRepositories: the address by which a task definition names the repository; empty if it does not exist. */
    Optional<String> repositoryUri(String repository);

    /** DescribeImages of one digest; empty if ECR has it no more. */
    Optional<ImageView> describe(String repository, Digest digest);

    /** DescribeImages of one tag; empty if there is none. */
    Optional<ImageView> describeTag(String repository, String tag);

    /** DescribeImages of a repository, tagged ones, one page of at most 1000; empty token for the first page. */
    Page list(String repository, String nextToken);

    /** BatchGetImage: the manifest or index as JSON; empty if ECR has it no more. */
    Optional<JsonNode> manifest(String repository, Digest digest);

    /**
     * One page.
     *
     * @param nextToken empty on the last page
     */
    record Page(List<ImageView> images, String nextToken) {
        public Page {
            images = List.copyOf(images);
        }
    }
}

package dev.slipway.deployer.aws;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.ImagesContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;

class ImagesOverTheWireTest extends ImagesContract {
    private static final ServedSandbox SERVED = ServedSandbox.withoutQueues();
    private static final AtomicInteger REPOSITORIES = new AtomicInteger();

    @AfterAll
    static void close() {
        SERVED.close();
    }

    @Override
    protected Images images() {
        return new EcrImages(SERVED.clients());
    }

    @Override
    protected String repository() {
        String name = "shop/api-" + REPOSITORIES.incrementAndGet();
        SERVED.clients().ecr().createRepository(request -> request.repositoryName(name));
        return name;
    }

    /** An index of no platforms is the smallest image there is. */
    @Override
    protected Digest push(String repository, String tag, String content) {
        String index =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[],"
                        + "\"annotations\":{\"content\":\"" + content + "\"}}";
        return new Digest(SERVED.clients()
                .ecr()
                .putImage(request -> request.repositoryName(repository)
                        .imageManifest(index)
                        .imageManifestMediaType("application/vnd.oci.image.index.v1+json")
                        .imageTag(tag.isEmpty() ? null : tag))
                .image()
                .imageId()
                .imageDigest());
    }
}

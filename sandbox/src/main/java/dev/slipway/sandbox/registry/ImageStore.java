package dev.slipway.sandbox.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The images that were pushed, for those who run them. */
public interface ImageStore {

    /**
     * The image of this digest; of a multi-platform index, the one for this machine's platform (linux and the JVM's
     * architecture). Empty if the repository has no such digest.
     *
     * @param repository the repository's name, without registry, tag or digest
     * @param digest     {@code sha256:...}, of a manifest or an index
     * @throws IOException if what was pushed can't be read
     */
    Optional<StoredImage> image(String repository, String digest) throws IOException;

    /**
     * One image for one platform.
     *
     * @param digest   of its manifest
     * @param manifest byte for byte as pushed, as text
     * @param config   the image's configuration: {@code config.Env}, {@code config.Entrypoint}, {@code rootfs} and so on
     * @param layers   from the lowest to the uppermost
     */
    record StoredImage(String digest, String manifest, JsonNode config, List<Layer> layers) {
        public StoredImage {
            layers = List.copyOf(layers);
        }
    }

    /** One layer's archive. */
    interface Layer {

        /** {@code sha256:...} of the archive as it was pushed. */
        String digest();

        /** Says how the archive is compressed, for example {@code application/vnd.oci.image.layer.v1.tar+gzip}. */
        String mediaType();

        /** Size of the archive as pushed. */
        long sizeBytes();

        /** The archive's bytes; the caller closes the stream. */
        InputStream open() throws IOException;
    }
}

package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.problem.ProblemCode;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Good;
import dev.slipway.deployer.release.ServiceState;
import java.util.Optional;

/** Tells when ECR can't give out any more what is live, or what a rollback would go to. */
final class LostImages {
    private final Ports ports;
    private final Standing standing;

    LostImages(Ports ports, Standing standing) {
        this.ports = ports;
        this.standing = standing;
    }

    /** {@code listing}: of the service's repository, which spares most questions. */
    void tell(ServiceSpec spec, ServiceState state, Images.Page listing) {
        state.live().ifPresent(live -> tell(spec, live, "the live release", listing));
        state.live()
                .flatMap(Good::fallback)
                .flatMap(state::good)
                .ifPresent(fallback -> tell(spec, fallback, "the release that a rollback goes to", listing));
    }

    private void tell(ServiceSpec spec, Good good, String role, Images.Page listing) {
        boolean isInOurEcr = good.image().repository().equals(spec.image().repository());
        if (!isInOurEcr || good.image().digest().isEmpty()) {
            return;
        }
        Digest digest = good.image().digest().get();
        Optional<ImageView> listed = listing.images().stream()
                .filter(image -> image.digest().equals(digest))
                .findFirst();
        // An image without a tag is not listed, and may be there all the same.
        Optional<ImageView> found = listed.isPresent()
                ? listed
                : ports.images().describe(good.image().repository(), digest);
        boolean canBePulled = found.filter(
                        image -> image.imageStatus().map("ACTIVE"::equals).orElse(true))
                .isPresent();
        String subject = spec.name() + " " + good.image();
        if (canBePulled) {
            standing.over(subject, ProblemCode.IMAGE_GONE);
        } else {
            standing.tell(
                    subject,
                    Problems.imageGone(
                            spec.name(),
                            good.id(),
                            good.image(),
                            role,
                            ports.clock().now().plus(Sweep.EVERY)));
        }
    }
}

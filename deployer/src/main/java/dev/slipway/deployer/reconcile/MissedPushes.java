package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ImageView;
import dev.slipway.deployer.model.ServiceSpec;
import dev.slipway.deployer.model.TagPolicy;
import dev.slipway.deployer.reconcile.KnownTags.Known;
import dev.slipway.deployer.reconcile.port.Images;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pushes that a repository's listing shows and that nobody told of. Those that something newer has overtaken are among them:
 * they start nothing, but are not to vanish without a trace.
 */
final class MissedPushes {
    /** So that no push whose event is on its way is taken for older, whatever the clocks say. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final ServiceSpec spec;
    private final ServiceState state;
    private final Images.Page listing;
    private final Optional<Known> known;
    private final Instant now;

    private MissedPushes(
            ServiceSpec spec, ServiceState state, Images.Page listing, Optional<Known> known, Instant now) {
        this.spec = spec;
        this.state = state;
        this.listing = listing;
        this.known = known;
        this.now = now;
    }

    /**
     * In their order.
     *
     * @param now before the listing was taken
     */
    static List<Push> of(
            ServiceSpec spec, ServiceState state, Images.Page listing, Optional<Known> known, Instant now) {
        return new MissedPushes(spec, state, listing, known, now).all();
    }

    private List<Push> all() {
        var pushes = new ArrayList<Push>();
        for (ImageView image : listing.images()) {
            for (String tag : image.tags()) {
                spec.image()
                        .policyFor(tag)
                        .flatMap(policy -> at(policy, image, tag))
                        .map(at -> new Push(spec.image().repository(), tag, image.digest(), at))
                        .ifPresent(pushes::add);
            }
        }
        pushes.sort(Comparator.comparing(Push::at).thenComparing(Push::tag));
        return pushes;
    }

    /** When the tag came to name the image, as far as can be told; empty if that is no news. */
    private Optional<Instant> at(TagPolicy policy, ImageView image, String tag) {
        var mark = state.mark(policy.text());
        boolean isNewest = mark.isPresent()
                && mark.get().tag().equals(tag)
                && mark.get().digest().equals(image.digest().value());
        Instant after = mark.map(one -> one.at()).orElse(state.firstSight());
        if (isNewest) {
            return Optional.empty();
        }
        if (policy instanceof TagPolicy.Exact) {
            // An exact tag moves, and ECR keeps one push time per image: a changed mapping is a push, seen now.
            boolean moved = mark.isPresent() || image.pushedAt().isAfter(after);
            return moved ? Optional.of(now) : Optional.empty();
        }
        return image.pushedAt().isAfter(after) ? Optional.of(image.pushedAt()) : overtaken(image, tag);
    }

    /** One that is not above the mark: pushed and overtaken before anybody looked, or a new tag on an old image. */
    private Optional<Instant> overtaken(ImageView image, String tag) {
        boolean isNews = known.isPresent()
                && !known.get().has(tag, image.digest())
                && !state.hasJudged(tag, image.digest(), known.get().since());
        if (!isNews) {
            return Optional.empty();
        }
        // If it can't be told for sure that nobody judged it, it must not come before what was judged since.
        boolean cameToAnOldImage = known.get().wasThere(image)
                && listing.nextToken().isEmpty()
                && state.remembersSince(known.get().since());
        return Optional.of(cameToAnOldImage ? now.minus(SKEW) : image.pushedAt());
    }
}

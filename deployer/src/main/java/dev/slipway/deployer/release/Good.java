package dev.slipway.deployer.release;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ReleaseId;
import dev.slipway.deployer.model.ServiceView;
import java.time.Instant;
import java.util.Optional;

/**
 * A release that became the production version: what can be gone back to.
 *
 * @param taskDefinitionHash under which its task definition's content is kept
 * @param suitesHash         under which its suites are kept
 * @param fallback           the release a rollback of this one goes to, fixed when it went live
 * @param rolledBack         whether an operator left it
 */
public record Good(
        ReleaseId id,
        Image image,
        String taskDefinitionHash,
        String taskDefinitionArn,
        String suitesHash,
        Instant liveAt,
        Optional<ReleaseId> fallback,
        boolean rolledBack) {

    /** Whether it was live on this very service, not on one of the same name that was deleted before this one was made. */
    public boolean wasLiveOn(ServiceView service) {
        return !service.createdAt().isAfter(liveAt);
    }

    Good left() {
        return new Good(id, image, taskDefinitionHash, taskDefinitionArn, suitesHash, liveAt, fallback, true);
    }
}

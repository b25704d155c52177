package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.model.Verdict;
import dev.slipway.deployer.reconcile.port.Journal;
import dev.slipway.deployer.release.Facts;
import dev.slipway.deployer.release.GateVisit;
import dev.slipway.deployer.release.Release;
import java.time.Instant;
import java.util.Optional;

/** How a claimed smoke run stands, from its report and its lease. */
final class RunReader {
    private final Journal journal;
    private final Codec codec;

    RunReader(Journal journal, Codec codec) {
        this.journal = journal;
        this.codec = codec;
    }

    Facts.Run read(ServiceName service, Release release, GateVisit visit) {
        String token = visit.claim().map(GateVisit.Claim::token).orElse("");
        String key = visit.key();
        // The report of another run than the one STATE names does not count.
        Optional<Facts.Report> report = journal.get(
                        Keys.service(service), Keys.report(release.id(), key, visit.attempt()))
                .filter(item -> item.owner().equals(token))
                .map(item -> codec.tree(item.body()))
                .map(body -> new Facts.Report(
                        Verdict.valueOf(body.path("verdict").asText()),
                        body.path("summary").asText()));
        if (report.isPresent()) {
            return new Facts.Run(report, Optional.empty());
        }
        Optional<Instant> until = journal.get(Keys.service(service), Keys.lease(release.id(), key, visit.attempt()))
                .map(item -> Instant.parse(codec.tree(item.body()).path("until").asText()));
        return new Facts.Run(report, until);
    }
}

package dev.slipway.deployer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.deployer.http.RecordJson;
import dev.slipway.deployer.model.Digest;
import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.reconcile.Records.Skipped;
import dev.slipway.deployer.release.Push;
import dev.slipway.deployer.release.Release;
import dev.slipway.deployer.release.ReleaseState.Ended;
import dev.slipway.deployer.release.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that is known of one image for one service.
 *
 * @param wanted   the tag or digest asked about
 * @param facts    of now, each a sentence
 * @param releases that were made of it, the newest first
 * @param skipped  its pushes that started nothing, the newest first
 */
record Explanation(
        ServiceState state, String wanted, List<String> facts, List<Release> releases, List<Skipped> skipped) {
    private static final int HISTORY = 200;

    Explanation {
        facts = List.copyOf(facts);
        releases = List.copyOf(releases);
        skipped = List.copyOf(skipped);
    }

    static Explanation of(ServiceState state, Records records, String wanted) {
        var facts = new ArrayList<String>();
        state.live()
                .filter(live -> isMeant(live.image(), wanted))
                .ifPresent(live -> facts.add("it is live since " + Wording.time(live.liveAt())));
        state.queue().stream()
                .filter(release -> isMeant(release.image(), wanted))
                .forEach(release -> facts.add("it waits as release " + release.id()
                        + state.hold()
                                .map(hold -> ", and the service is held: " + hold.reason())
                                .orElse("")));
        state.heldPush()
                .filter(push -> isMeant(push, wanted))
                .ifPresent(push -> facts.add("it is kept back by the hold; 'resume' releases it"));
        List<Release> releases = records.history(state.service(), HISTORY).stream()
                .filter(release -> isMeant(release.image(), wanted))
                .toList();
        List<Skipped> skipped = records.skipped(state.service()).stream()
                .filter(one -> isMeant(one.last().push(), wanted))
                .toList();
        state.quarantine().stream()
                .filter(digest -> digest.value().equals(wanted)
                        || releases.stream()
                                .anyMatch(release -> release.image()
                                        .digest()
                                        .filter(digest::equals)
                                        .isPresent()))
                .forEach(digest -> facts.add("its digest " + digest.abbreviated() + " proved bad: no push deploys it"));
        Stream.concat(
                        Stream.of(wanted).filter(Digest::isOne).map(Digest::new),
                        releases.stream().flatMap(release -> release.image().digest().stream()))
                .distinct()
                .filter(digest -> records.provedBadLongAgo(state.service(), digest))
                .forEach(digest -> facts.add("its digest " + digest.abbreviated() + " proved bad: no push deploys it"));
        return new Explanation(state, wanted, facts, releases, skipped);
    }

    private static boolean isMeant(Image image, String wanted) {
        return image.tag().filter(wanted::equals).isPresent()
                || image.digest()
                        .filter(digest -> digest.value().equals(wanted))
                        .isPresent();
    }

    private static boolean isMeant(Push push, String wanted) {
        return push.tag().equals(wanted) || push.digest().value().equals(wanted);
    }

    boolean isEmpty() {
        return facts.isEmpty() && releases.isEmpty() && skipped.isEmpty();
    }

    String text() {
        if (isEmpty()) {
            return "Slipway has seen no push of '" + wanted + "' for service '" + state.service()
                    + "'. Look whether the push went to the right repository, whether EventBridge's rule matches it, and"
                    + " wait a minute for the sweep.\n";
        }
        var text = new StringBuilder();
        facts.forEach(fact -> text.append(fact).append('\n'));
        releases.forEach(release -> text.append("release ")
                .append(release.id())
                .append(", ")
                .append(RecordJson.trigger(release.trigger()))
                .append(": ")
                .append(release.state().kind().text())
                .append(release.state() instanceof Ended ended ? ": " + ended.reason() : "")
                .append('\n'));
        skipped.forEach(one -> text.append(Wording.skipped(one)).append('\n'));
        return text.toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("service", state.service().value())
                .put("image", wanted);
        ArrayNode said = json.putArray("facts");
        facts.forEach(said::add);
        json.set("releases", RecordJson.history(releases));
        ArrayNode pushes = json.putArray("skipped");
        skipped.forEach(one -> pushes.add(RecordJson.skipped(one)));
        return json;
    }
}

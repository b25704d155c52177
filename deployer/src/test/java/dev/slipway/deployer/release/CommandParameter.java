package dev.slipway.deployer.release;

import static dev.slipway.deployer.release.Shop.A_MINUTE_AGO;
import static dev.slipway.deployer.release.Shop.digest;
import static dev.slipway.deployer.release.Shop.id;

import dev.slipway.deployer.model.Image;
import dev.slipway.deployer.model.ParameterView;
import dev.slipway.deployer.testing.Specs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shop's command parameter, and what becomes of what is written into it. */
final class CommandParameter {
    static final String PARAMETER = "/slipway/command/shop-api";

    /** What ECR has. */
    private static final SortedMap<String, Image> IMAGES = new TreeMap<>(
            Map.of("v2", Shop.V2, "v3", Shop.V3, digest(9).value(), Image.of("shop/api", digest(9), "v9")));

    static final Commander.Known KNOWN = new Commander.Known(IMAGES, List.of());

    private CommandParameter() {}

    static ParameterView baseline() {
        return written(1, A_MINUTE_AGO.minusSeconds(3600), "none");
    }

    static ParameterView written(long version, Instant at, String text) {
        return new ParameterView(PARAMETER, text, version, at, Optional.of("ann"));
    }

    static ServiceState obey(ServiceState state, Instant now, ParameterView... versions) {
        return obeyAll(state, now, List.of(versions));
    }

    /** Obeys what came after the baseline, if nothing was obeyed before. */
    static ServiceState obeyAll(ServiceState state, Instant now, List<ParameterView> history) {
        var baseline = baseline();
        boolean seen = !state.commands().isEmpty();
        var known = seen
                ? state
                : state.change()
                        .handled(new CommandMark(PARAMETER, baseline.version(), baseline.lastModified()))
                        .done();
        return Commander.obey(known, Specs.shopApi().build(), history, KNOWN, () -> id(77), now);
    }

    static List<String> answers(ServiceState state) {
        return state.lastAnswers().stream()
                .map(answer -> (answer.accepted() ? "accepted: " : "refused: ") + answer.answer())
                .toList();
    }
}

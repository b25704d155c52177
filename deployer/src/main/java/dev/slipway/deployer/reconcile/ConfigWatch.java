package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.problem.Problem;
import dev.slipway.deployer.problem.ProblemText;
import dev.slipway.deployer.problem.Problems;
import dev.slipway.deployer.reconcile.port.ConfigSource.ConfigSet;
import dev.slipway.deployer.reconcile.port.PortFailure;
import dev.slipway.deployer.reconcile.port.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the configuration changed: tells its faults, once each time they change, and looks at every service as soon
 * as another edition is in force. For one thread.
 */
public final class ConfigWatch {
    /** How often to look; a look that finds nothing costs a listing of the files. */
    public static final Duration EVERY = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

    private final Ports ports;
    private final Sweep sweep;
    private final Codec codec = new Codec();
    private Optional<String> inForce = Optional.empty();
    private Optional<String> lastGood = Optional.empty();
    private List<String> told = List.of();
    private List<String> announced = List.of();

    public ConfigWatch(Ports ports, Sweep sweep) {
        this.ports = ports;
        this.sweep = sweep;
    }

    /**
     * One look.
     *
     * @throws PortFailure if something is to be announced and can't be; the next look tries again
     */
    public void look() {
        ConfigSet config = ports.config().current();
        boolean isOther = inForce.isPresent() && !inForce.get().equals(config.hash());
        inForce = Optional.of(config.hash());
        if (config.faults().isEmpty()) {
            lastGood = inForce;
        }
        if (isOther) {
            LOG.atInfo()
                    .addKeyValue("config", config.hash())
                    .addKeyValue("services", names(config))
                    .log("another edition of the configuration is in force; looking at its services");
            sweep.all();
        }
        tell(config);
    }

    private void tell(ConfigSet config) {
        boolean isFaulty = !config.faults().isEmpty();
        if (!config.faults().equals(told)) {
            // Whether it can be announced or not, the log has it once.
            told = config.faults();
            if (isFaulty) {
                ProblemLog.tell(problem(config));
            } else {
                LOG.atInfo().addKeyValue("config", config.hash()).log("the configuration has no fault any more");
            }
        }
        if (!config.faults().equals(announced)) {
            if (isFaulty) {
                announce(problem(config), config);
            }
            announced = config.faults();
        }
    }

    private Problem problem(ConfigSet config) {
        boolean isOlder = lastGood.equals(Optional.of(config.hash()));
        return Problems.configurationFaulty(
                config.faults(),
                isOlder
                        ? "the last edition without fault stays in force"
                        : config.services().isEmpty()
                                ? "no service is in force"
                                : "in force are only the services without a fault: " + names(config));
    }

    /** Every process tells it; receivers know the repetitions by their id. */
    private void announce(Problem problem, ConfigSet config) {
        var detail = new TreeMap<String, Object>();
        detail.put("id", problem.code().slug() + "#" + Store.hash(String.join("\n", config.faults())));
        detail.put("problem", problem.code().slug());
        detail.put("what", problem.what());
        detail.put("where", problem.where());
        detail.put("next", ProblemText.of(problem.next()));
        detail.put("remedy", problem.remedy());
        ports.announcer().announce("Slipway Problem", codec.write(detail));
    }

    private static String names(ConfigSet config) {
        return config.services().keySet().stream().map(ServiceName::value).collect(Collectors.joining(", "));
    }
}

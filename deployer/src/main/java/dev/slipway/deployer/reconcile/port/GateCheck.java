package dev.slipway.deployer.reconcile.port;

import dev.slipway.deployer.model.GateSpec;
import dev.slipway.deployer.model.ServiceSpec.IdentitySpec;
import dev.slipway.deployer.model.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Running smoke suites against a target. */
public interface GateCheck {

    /**
     * Runs the gate's suites; takes as long as they take, at most {@code within}.
     *
     * @param isCancelled asked often; once true the run ends soon with INCONCLUSIVE, its cleanups done
     */
    GateOutcome check(GateRequest request, BooleanSupplier isCancelled);

    /**
     * One run.
     *
     * @param suites    file path to text, as pinned by the release
     * @param variables what suites may use: {@code release.id}, {@code image.tag}, …, {@code run.id}
     * @param secrets   name to reference
     * @param within    the run's deadline; more than zero
     */
    record GateRequest(
            GateSpec gate,
            SortedMap<String, String> suites,
            SortedMap<String, String> variables,
            SortedMap<String, String> secrets,
            Optional<IdentitySpec> identity,
            Duration within) {

        public GateRequest {
            suites = Collections.unmodifiableSortedMap(new TreeMap<>(suites));
            variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
            secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
        }
    }

    /**
     * How it ended.
     *
     * @param summary one sentence: what failed, or how many passed
     * @param report  JSON, at most 256 KiB, failures first
     * @param faults  why the suites can't be run at all, one sentence each; empty if they could be
     */
    record GateOutcome(Verdict verdict, String summary, String report, List<String> faults) {
        public GateOutcome {
            faults = List.copyOf(faults);
        }

        /** Of a run that was made, or that something else than its suites kept from being made. */
        public GateOutcome(Verdict verdict, String summary, String report) {
            this(verdict, summary, report, List.of());
        }
    }
}

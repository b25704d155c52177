package dev.slipway.deployer;

import dev.slipway.deployer.cli.DryRun;
import dev.slipway.deployer.cli.Operator;
import dev.slipway.deployer.cli.Programs;
import dev.slipway.deployer.cli.Slipway;
import dev.slipway.deployer.reconcile.Records;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code ./slipway}: the deployer and its operators' commands. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Slipway.execute(arguments, programs(System.getenv())));
    }

    private static Programs programs(Map<String, String> environment) {
        return new Programs(
                () -> RunProgram.untilStopped(environment),
                () -> new Records(wiring(environment).ports().journal()),
                () -> {
                    var wiring = wiring(environment);
                    return new Operator(
                            wiring.ports().parameters(),
                            wiring.settings().prefix(),
                            new Records(wiring.ports().journal())::services,
                            patience());
                },
                () -> wiring(environment).ports().inbox(),
                () -> {
                    var ports = wiring(environment).ports();
                    return new DryRun(ports.config(), ports.images(), ports.ecs());
                },
                () -> wiring(environment).config(),
                Wiring.suiteRules());
    }

    private static Wiring wiring(Map<String, String> environment) {
        return Wiring.forCommands(environment, Wiring.access(environment));
    }

    /** An operator at a terminal waits for the deployer's answer: there is nothing to be woken by. */
    private static BooleanSupplier patience() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        return () -> {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            return System.nanoTime() < end;
        };
    }
}

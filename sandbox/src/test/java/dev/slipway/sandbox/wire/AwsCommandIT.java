package dev.slipway.sandbox.wire;

import dev.slipway.sandbox.awscommand.AwsPrograms;
import dev.slipway.sandbox.model.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** AWS's own command line, the pinned release of PyPI, unchanged. */
class AwsCommandIT {
    private static final String MISSING =
            "the 'aws' command could not be installed from PyPI: that takes python3 with its module 'venv', and pip";

    @RegisterExtension
    static final Served SERVED = new Served(new Pace(Duration.ofSeconds(2)));

    @Test
    void toursEveryModelledAction(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofPyPi(), MISSING, SERVED, directory);

        tour.visits("", service -> true, Set.of());
    }

    @Test
    void executableDoesTheSame(@TempDir Path directory) throws Exception {
        AwsTour tour = AwsTour.by(AwsPrograms.ofPyPi(), MISSING, SERVED, directory);

        tour.executableDoesTheSame();
    }
}

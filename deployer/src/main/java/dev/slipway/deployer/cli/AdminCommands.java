package dev.slipway.deployer.cli;

import dev.slipway.deployer.cli.OperatorCommands.Writing;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that need an administrator's right: they are written to a service's admin parameter. */
final class AdminCommands {
    private AdminCommands() {}

    /** What every such command has. */
    abstract static class Administering extends Writing {
        Administering(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        Operator.Channel channel() {
            return Operator.Channel.ADMIN;
        }
    }

    @Command(
            name = "deploy",
            description = {
                "Releases an image of the service's repository through all its gates, even an older or quarantined one.",
                "Also while the service is held. Needs an administrator's right."
            })
    static final class Deploy extends Administering {
        @Parameters(index = "1", paramLabel = "<tag|digest>", description = "which image")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private String image;

        Deploy(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "deploy " + image;
        }
    }

    @Command(name = "clear", description = "Takes a digest out of quarantine. Needs an administrator's right.")
    static final class Clear extends Administering {
        @Parameters(index = "1", paramLabel = "<digest>", description = "which, or its first 12 characters or more")
        @SuppressWarnings("NullAway.Init") // picocli demands it
        private String digest;

        Clear(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "clear " + digest;
        }
    }

    @Command(
            name = "detach",
            description = {
                "Takes Slipway's hooks off the ECS service and holds it: what others deploy then waits for nobody.",
                "Needs an administrator's right."
            })
    static final class Detach extends Administering {
        Detach(Supplier<Operator> operator) {
            super(operator);
        }

        @Override
        String line() {
            return "detach";
        }
    }
}

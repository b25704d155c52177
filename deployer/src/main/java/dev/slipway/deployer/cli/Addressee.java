package dev.slipway.deployer.cli;

import dev.slipway.deployer.model.ServiceName;
import dev.slipway.deployer.release.Command;
import java.util.Optional;

/**
 * Whom a command is for.
 *
 * @param service empty means every service
 */
record Addressee(Optional<ServiceName> service) {

    /**
     * From the command line.
     *
     * @throws IllegalArgumentException if it can't name a service
     */
    static Addressee parse(String text) {
        return new Addressee(text.equals(Command.FOR_ALL) ? Optional.empty() : Optional.of(new ServiceName(text)));
    }

    /** As the last part of the parameter's name. */
    @Override
    public String toString() {
        return service.map(ServiceName::value).orElse(Command.FOR_ALL);
    }
}

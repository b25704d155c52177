package dev.slipway.deployer.cli;

import dev.slipway.deployer.config.SuiteRules;
import dev.slipway.deployer.reconcile.Records;
import dev.slipway.deployer.reconcile.port.ConfigFiles;
import dev.slipway.deployer.reconcile.port.Inbox;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What commands work with. Suppliers, so that {@code --help} needs no AWS and no settings; each is asked at most once.
 *
 * @param run        runs the deployer until it is told to stop, and answers with the exit code
 * @param records    the journal, read
 * @param operator   the command parameters
 * @param inbox      the work queue
 * @param dryRun     rendering without deploying
 * @param config     the configuration tree of the settings
 * @param suiteRules the smoke tests' own
 */
public record Programs(
        IntSupplier run,
        Supplier<Records> records,
        Supplier<Operator> operator,
        Supplier<Inbox> inbox,
        Supplier<DryRun> dryRun,
        Supplier<ConfigFiles> config,
        SuiteRules suiteRules) {}

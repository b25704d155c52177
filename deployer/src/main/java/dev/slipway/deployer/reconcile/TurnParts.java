package dev.slipway.deployer.reconcile;

import dev.slipway.deployer.reconcile.port.Ports;
import dev.slipway.deployer.release.Lease;

/** What turns are made of. */
record TurnParts(
        Ports ports,
        Store store,
        Codec codec,
        Observer observer,
        Effects effects,
        Evidence evidence,
        Adoption adoption,
        Teller teller,
        Freezer freezer,
        KnownTags knownTags,
        KnownServices knownServices,
        Departure departure,
        Standing standing,
        String prefix,
        Lease lease) {}

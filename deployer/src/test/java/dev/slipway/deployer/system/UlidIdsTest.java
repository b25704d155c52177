package dev.slipway.deployer.system;

import dev.slipway.deployer.reconcile.port.Ids;
import dev.slipway.deployer.reconcile.port.IdsContract;
import java.util.Random;

class UlidIdsTest extends IdsContract {
    @Override
    protected Ids ids() {
        return new UlidIds(new Random(1));
    }

    @Override
    protected Ids ofAnotherProcess() {
        return new UlidIds(new Random(2));
    }
}

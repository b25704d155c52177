package dev.slipway.deployer.simulation;

import java.util.List;

/** All that is watched over. */
final class Invariants {
    private Invariants() {}

    static List<Invariant> all(Truth truth) {
        return List.of(
                new DeploymentSafety.BadImageIsNeverContinued(truth),
                new DeploymentSafety.OneOfOursInFlight(truth),
                new DeploymentSafety.NothingIsStartedOverADeploymentSeen(truth),
                new DeploymentSafety.AHookIsAnsweredOneWay(),
                new DeploymentSafety.OneRevisionForEachRelease(),
                new DeploymentSafety.ARevisionIsStartedOnce(truth),
                new MetDeployments.ForeignIsTreatedAsConfigured(truth),
                new MetDeployments.WhatHasEndedIsNeverContinued(truth),
                new MetDeployments.ALateDeploymentIsStopped(truth),
                new MetDeployments.NoHookIsLeftToExpire(truth),
                new NothingSpins(),
                new MemorySafety.NothingIsDoneWithoutIntent(),
                new MemorySafety.AnEndIsFinal(),
                new MemorySafety.MovesAreLegal(),
                new MemorySafety.AVerdictIsSticky(truth),
                new OrderSafety.ACommandIsObeyedOnce(),
                new OrderSafety.NoEventStartsWhatIsQuarantined(),
                new MemorySafety.WhatIsLiveIsNotQuarantined(),
                new MemorySafety.AnEndIsRecordedBeforeTheNextBegins(),
                new Liveness.EveryReleaseEnds(truth),
                new Liveness.EveryPushIsAccountedFor(truth),
                new Liveness.EveryEndIsAnnounced(),
                new Liveness.EveryOrderIsAnswered(truth),
                new Departures.ADetachedServiceHasNoHooks(truth),
                new Departures.OnlyADeletedServiceIsSaidToBe(truth),
                new Departures.WhatIsPushedToARemadeServiceGoesLive(truth),
                new Production.ProductionIsWhatIsRemembered(truth),
                new Production.ProductionIsTheNewestThatPasses(truth));
    }
}

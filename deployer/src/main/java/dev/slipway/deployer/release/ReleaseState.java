package dev.slipway.deployer.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a release is. Each state holds only the data that exists in it, and {@link Kind#next} lists where it may go.
 */
public sealed interface ReleaseState {
    /** When this state was entered. */
    Instant since();

    Kind kind();

    /** Waits for its turn. */
    record Queued(Instant since) implements ReleaseState {
        @Override
        public Kind kind() {
            return Kind.QUEUED;
        }
    }

    /**
     * Its task definition is rendered and registered, then the service is looked over. ECS's service is not touched.
     *
     * @param rendering  empty until rendered
     * @param registered the ARN of our revision; empty until registered
     * @param waitingFor what preflight waits for; empty if for nothing
     */
    record Preparing(
            Instant since, Optional<Rendering> rendering, Optional<String> registered, Optional<String> waitingFor)
            implements ReleaseState {
        public Preparing {
            waitingFor = waitingFor.map(what -> Sentence.atMost(Sentence.LONG, what));
        }

        @Override
        public Kind kind() {
            return Kind.PREPARING;
        }
    }

    /** UpdateService was or is being sent; our deployment has not been seen yet. */
    record Starting(Instant since, Rendering rendering, String taskDefinitionArn) implements ReleaseState {
        @Override
        public Kind kind() {
            return Kind.STARTING;
        }
    }

    /**
     * ECS is at work on our deployment.
     *
     * @param last the newest gate visit, so that it goes on if its hook, not shown for a moment, waits all the same; empty
     *     before the first
     */
    record Rolling(Instant since, Pin pin, Optional<GateVisit> last) implements Deployed {
        @Override
        public Kind kind() {
            return Kind.ROLLING;
        }
    }

    /** ECS waits at a hook, and we judge. */
    record AtGate(Instant since, Pin pin, GateVisit visit) implements Deployed {
        @Override
        public Kind kind() {
            return Kind.AT_GATE;
        }
    }

    /**
     * The gate's tests passed; a person has to say {@code promote}.
     *
     * @param until when the answer becomes ROLLBACK
     */
    record AwaitingPromotion(Instant since, Pin pin, GateVisit visit, Instant until) implements Deployed {
        @Override
        public Kind kind() {
            return Kind.AWAITING_PROMOTION;
        }
    }

    /** All production traffic is on our revision; the old one still runs. */
    record Baking(Instant since, Pin pin) implements Deployed {
        @Override
        public Kind kind() {
            return Kind.BAKING;
        }
    }

    /**
     * ECS was asked to go back, or does so by itself.
     *
     * @param cause  why
     * @param hookId the hook to answer ROLLBACK at; empty if by StopServiceDeployment, or if ECS began by itself
     * @param asked  whether we ask; false if ECS began by itself
     */
    record RollingBack(Instant since, Pin pin, EndClass cause, String evidence, Optional<String> hookId, boolean asked)
            implements Deployed {
        public RollingBack {
            evidence = Sentence.atMost(Sentence.LONG, evidence);
        }

        @Override
        public Kind kind() {
            return Kind.ROLLING_BACK;
        }
    }

    /**
     * Over; never changes again.
     *
     * @param since      when it ended
     * @param because    empty for one that is live, unless it should have gone back, or that only waited
     * @param production what serves users now, as far as this release is concerned
     * @param reason     one sentence
     */
    record Ended(Instant since, Kind kind, Optional<EndClass> because, Production production, String reason)
            implements ReleaseState {
        public Ended {
            if (!kind.isTerminal()) {
                throw new IllegalArgumentException(kind + " is not an end");
            }
            reason = Sentence.atMost(Sentence.LONG, reason);
        }
    }

    /** States in which ECS knows our deployment. */
    sealed interface Deployed extends ReleaseState {
        Pin pin();

        /** The gate visit under way, or the newest one; empty if there was none, or it does not matter any more. */
        default Optional<GateVisit> newestVisit() {
            return switch (this) {
                case Rolling rolling -> rolling.last();
                case AtGate atGate -> Optional.of(atGate.visit());
                case AwaitingPromotion awaiting -> Optional.of(awaiting.visit());
                case Baking baking -> Optional.empty();
                case RollingBack rollingBack -> Optional.empty();
            };
        }
    }

    /**
     * Our deployment, by the only names that tell it apart.
     *
     * @param taskDefinitionArn registered for this release alone
     */
    record Pin(String deploymentArn, String taskDefinitionArn) {}

    /**
     * A task definition ready to be registered.
     *
     * @param hash           under which its content is kept
     * @param revisionBefore the family's newest revision before ours; 0 if there was none
     */
    record Rendering(String hash, String family, int revisionBefore) {}

    /** What serves users after a release ended. */
    enum Production {
        THIS,
        PREVIOUS,
        UNCHANGED,
        UNKNOWN
    }

    /** The states by name, and the moves that are allowed. */
    enum Kind {
        QUEUED,
        PREPARING,
        STARTING,
        ROLLING,
        AT_GATE,
        AWAITING_PROMOTION,
        BAKING,
        ROLLING_BACK,
        LIVE,
        ROLLED_BACK,
        FAILED,
        REFUSED,
        REPLACED,
        SUPERSEDED,
        CANCELLED;

        /**
         * Where a release in this state may go; empty for an end. A look may come late, so what ECS did meanwhile may lead
         * past the states between (docs/adr/0003).
         */
        public List<Kind> next() {
            return switch (this) {
                case QUEUED -> List.of(PREPARING, SUPERSEDED, CANCELLED);
                case PREPARING -> List.of(STARTING, SUPERSEDED, CANCELLED, REFUSED);
                case STARTING -> List.of(PREPARING, ROLLING, REPLACED, REFUSED, FAILED);
                case ROLLING -> List.of(AT_GATE, BAKING, LIVE, ROLLING_BACK, ROLLED_BACK, REPLACED, FAILED);
                case AT_GATE ->
                    List.of(ROLLING, AWAITING_PROMOTION, BAKING, LIVE, ROLLING_BACK, ROLLED_BACK, REPLACED, FAILED);
                case AWAITING_PROMOTION -> List.of(ROLLING, BAKING, LIVE, ROLLING_BACK, ROLLED_BACK, REPLACED, FAILED);
                case BAKING -> List.of(LIVE, ROLLING_BACK, ROLLED_BACK, REPLACED, FAILED);
                case ROLLING_BACK -> List.of(ROLLED_BACK, LIVE, REPLACED, FAILED);
                case LIVE, ROLLED_BACK, FAILED, REFUSED, REPLACED, SUPERSEDED, CANCELLED -> List.of();
            };
        }

        public boolean isTerminal() {
            return next().isEmpty();
        }

        /** For people: {@code AwaitingPromotion}. */
        public String text() {
            var text = new StringBuilder();
            for (String word : name().split("_", -1)) {
                text.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
            }
            return text.toString();
        }
    }
}

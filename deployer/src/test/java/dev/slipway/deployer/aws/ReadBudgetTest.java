package dev.slipway.deployer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.deployer.reconcile.port.PortFailure;
import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much of what AWS lets an account read a process takes. */
class ReadBudgetTest {
    private final ReadBudget budget = new ReadBudget(2, Duration.ofHours(1), Duration.ZERO);

    @Test
    void isSharedByTheActionsThatAwsCountsTogether() {
        budget.take("ListTasks");
        budget.take("DescribeTasks");

        var failure = catchThrowableOfType(PortFailure.class, () -> budget.take("ListTasks"));

        assertThat(failure.kind()).isEqualTo(PortFailure.Kind.THROTTLED);
        assertThat(failure).hasMessage("ecs:ListTasks was not sent: this process reads all it may, 30 % of AWS's rate");
        assertThatCode(() -> budget.take("DescribeServices")).doesNotThrowAnyException();
    }

    @Test
    void knowsEveryReadOfEcs() {
        var reads = PortCalls.all()
                .flatMap(call -> Stream.of(call.actions()))
                .filter(action -> action.startsWith("ecs:Describe") || action.startsWith("ecs:List"))
                .map(action -> action.substring("ecs:".length()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ReadBudget.GROUPS.keySet()).isEqualTo(reads);
    }

    @Test
    void isAskedBeforeEachCall() {
        try (StubAws aws = new StubAws();
                AwsClients clients = aws.clients(TestClock.at(TestClock.NOON), budget)) {
            clients.ecsReads().listTasks(request -> {});
            clients.ecsReads().listTasks(request -> {});

            var failure = catchThrowableOfType(
                    PortFailure.class, () -> clients.ecsReads().listTasks(request -> {}));

            assertThat(failure.kind()).isEqualTo(PortFailure.Kind.THROTTLED);
            assertThat(aws.asked()).hasSize(2);
        }
    }
}

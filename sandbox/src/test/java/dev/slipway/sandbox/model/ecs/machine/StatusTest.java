package dev.slipway.sandbox.model.ecs.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moves that AWS documents (docs/aws.md, Statuses [svcdep]); no other is made. */
class StatusTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING, IN_PROGRESS ROLLBACK_REQUESTED STOP_REQUESTED STOPPED",
        "IN_PROGRESS, SUCCESSFUL STOP_REQUESTED ROLLBACK_REQUESTED ROLLBACK_IN_PROGRESS STOPPED",
        "STOP_REQUESTED, STOPPED",
        "ROLLBACK_REQUESTED, SUCCESSFUL ROLLBACK_IN_PROGRESS STOPPED",
        "ROLLBACK_IN_PROGRESS, ROLLBACK_SUCCESSFUL ROLLBACK_FAILED",
        "SUCCESSFUL, ''",
        "STOPPED, ''",
        "ROLLBACK_SUCCESSFUL, ''",
        "ROLLBACK_FAILED, ''"
    })
    void leadsWhereAwsSaysAndNowhereElse(Status status, String next) {
        Set<Status> expected = Stream.of(next.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Status::valueOf)
                .collect(Collectors.toSet());

        Set<Status> reached =
                EnumSet.allOf(Status.class).stream().filter(status::mayBecome).collect(Collectors.toSet());

        assertThat(reached).isEqualTo(expected);
        assertThat(status.isTerminal()).isEqualTo(expected.isEmpty());
    }
}

package dev.slipway.deployer.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({"promot,promote", "PROMOTE,promote", "rolback,rollback", "hodl,hold", "resmue,resume"})
    void findsTheNameThatWasProbablyMeant(String written, String meant) {
        var nearest = NearestName.of(written, List.of("promote", "rollback", "hold", "resume"));

        assertThat(nearest).contains(meant);
    }

    @Test
    void offersNothingFarAway() {
        var nearest = NearestName.of("deploy", List.of("promote", "hold"));

        assertThat(nearest).isEmpty();
    }

    @Test
    void listsAllNamesIfNoneIsNearAndTheyAreFew() {
        String hint = NearestName.hint("xyzzy", List.of("hold", "resume"));

        assertThat(hint).isEqualTo("; there are 'hold', 'resume'");
    }
}
